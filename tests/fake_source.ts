/** A source of models that does as a test says. */
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";
import type { ModelSource } from "@/workflows/serve/model_source.ts";

/** A source whose answers a test changes. */
export interface FakeSource extends ModelSource {
  /** What is found from now on, or why nothing is. */
  found: string | Error;
  /** What a URI fetches, or why it cannot be fetched. */
  readonly models: Map<string, FetchedModel | Error>;
  /** URIs that were fetched, in their order. */
  readonly fetched: string[];
}

/** A source of models that names the first of them. */
export function fakeSource(...models: FetchedModel[]): FakeSource {
  const source: FakeSource = {
    mayChange: true,
    found: models[0]?.identity.source ?? new Error("The source has no model."),
    models: new Map(models.map((model) => [model.identity.source, model])),
    fetched: [],
    find: () => settle(source.found),
    fetch(uri) {
      source.fetched.push(uri);
      return settle(source.models.get(uri) ?? new Error(`There is no ${uri}.`));
    },
  };
  return source;
}

function settle<Value>(value: Value | Error): Promise<Value> {
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}
