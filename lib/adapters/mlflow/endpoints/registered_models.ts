/** Registered models: the names under which versions are kept. */
import { hasErrorCode } from "@/adapters/mlflow/errors.ts";
import { fromKeyValues, toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import { checkModelName } from "@/workflows/registry_limits.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/** A registered model. */
export interface RegisteredModel {
  readonly name: string;
  readonly description: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Version numbers by alias. */
  readonly aliases: Readonly<Record<string, number>>;
}

interface RegisteredModelWire {
  readonly name: string;
  readonly description?: string;
  readonly creation_timestamp: number | string;
  readonly last_updated_timestamp: number | string;
  readonly tags?: readonly KeyValueWire[];
  readonly aliases?: readonly { readonly alias: string; readonly version: string }[];
}

function fromWire(wire: RegisteredModelWire): RegisteredModel {
  return {
    name: wire.name,
    description: wire.description ?? "",
    createdMs: Number(wire.creation_timestamp),
    updatedMs: Number(wire.last_updated_timestamp),
    tags: fromKeyValues(wire.tags),
    aliases: Object.fromEntries(
      (wire.aliases ?? []).map(({ alias, version }) => [alias, Number(version)]),
    ),
  };
}

/**
 * Creates a registered model.
 *
 * Names are unique, so a repeat can do no harm: it is answered by `RESOURCE_ALREADY_EXISTS`.
 *
 * @throws {MlflowError} with that code when the name is taken
 * @throws {UserError} when the name is not allowed
 */
export async function createRegisteredModel(
  transport: Transport,
  model: {
    readonly name: string;
    readonly description?: string;
    readonly tags?: Readonly<Record<string, string>>;
  },
): Promise<RegisteredModel> {
  checkModelName(model.name);
  const answer = await transport.json<{ registered_model: RegisteredModelWire }>({
    method: "POST",
    path: "mlflow/registered-models/create",
    json: { name: model.name, description: model.description, tags: toKeyValues(model.tags) },
    idempotent: true,
  });
  return fromWire(answer.registered_model);
}

/** Finds a registered model; undefined when there is none of the name. */
export async function findRegisteredModel(
  transport: Transport,
  name: string,
): Promise<RegisteredModel | undefined> {
  try {
    const answer = await transport.json<{ registered_model: RegisteredModelWire }>({
      method: "GET",
      path: "mlflow/registered-models/get",
      query: { name },
    });
    return fromWire(answer.registered_model);
  } catch (error) {
    if (hasErrorCode(error, "RESOURCE_DOES_NOT_EXIST")) return undefined;
    throw error;
  }
}

/** Registered models that match a filter such as `name LIKE 'Best%'`. */
export async function* searchRegisteredModels(
  transport: Transport,
  filter?: string,
): AsyncGenerator<RegisteredModel, void, undefined> {
  const pages = followPages((page_token) =>
    transport.json<PageWire & { registered_models?: readonly RegisteredModelWire[] }>({
      method: "GET",
      path: "mlflow/registered-models/search",
      query: { filter, max_results: 100, page_token },
    })
  );
  for await (const { registered_models = [] } of pages) yield* registered_models.map(fromWire);
}

/** Replaces the description (Markdown). */
export async function describeRegisteredModel(
  transport: Transport,
  name: string,
  description: string,
): Promise<void> {
  await transport.json({
    method: "PATCH",
    path: "mlflow/registered-models/update",
    json: { name, description },
    idempotent: true,
  });
}

/** Sets one tag; an earlier value is replaced. */
export async function setRegisteredModelTag(
  transport: Transport,
  name: string,
  key: string,
  value: string,
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/registered-models/set-tag",
    json: { name, key, value },
    idempotent: true,
  });
}

/** Deletes a registered model with all its versions, for good. */
export async function deleteRegisteredModel(transport: Transport, name: string): Promise<void> {
  await transport.json({
    method: "DELETE",
    path: "mlflow/registered-models/delete",
    json: { name },
  });
}
