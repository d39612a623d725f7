/** Keeps the model in service, and replaces it when its source names another that is sound. */
import { exitCode, UserError } from "@/errors.ts";
import type { Schema } from "@/schema/column.ts";
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";
import type { ModelCache, ModelSource } from "@/workflows/serve/model_source.ts";
import { type ServedModel, serveModel } from "@/workflows/serve/served_model.ts";

/** What becomes of looking for another model. */
export type CheckOutcome = "unchanged" | "replaced" | "failed";

/** The model in service. */
export interface ModelKeeper {
  /** Changes between requests, never within one that holds on to it. */
  readonly current: ServedModel;
  /** Whether it came from the cache because its source was out of reach. */
  readonly isFromCache: boolean;
  /** Why the model in service is not the one its source names; undefined while all is well. */
  readonly problem: string | undefined;
  /** Looks once whether the source names another model; never rejects. */
  check(): Promise<CheckOutcome>;
}

/** What keeping a model needs. */
export interface KeeperPorts {
  readonly source: ModelSource;
  /** Undefined where a model that cannot be fetched is simply not served. */
  readonly cache: ModelCache | undefined;
  readonly schema: Schema;
  readonly now: () => number;
}

/** How long a model that was refused is not fetched again. */
const refusedMs = 60_000;

/**
 * Fetches the model to be served.
 *
 * When its source is out of reach or its files are damaged, the last one that was served takes its
 * place: an old model that was sound is better than none.
 *
 * @throws {UserError} when there is no model to serve
 */
export async function openModelKeeper(ports: KeeperPorts): Promise<ModelKeeper> {
  const { source, cache, schema, now } = ports;
  const first = await firstModel(ports);
  let { current, problem } = first;
  let isFromCache = problem !== undefined;
  let uri = first.uri;
  let refused: { uri: string; untilMs: number; reason: string } | undefined;

  async function check(): Promise<CheckOutcome> {
    let found: string | undefined;
    try {
      found = await source.find();
      if (found === uri) {
        problem = undefined;
        isFromCache = false;
        return "unchanged";
      }
      if (refused?.uri === found && now() < refused.untilMs) {
        problem = refused.reason;
        return "failed";
      }
      const fetched = await source.fetch(found);
      current = serveModel(fetched, schema);
      [uri, problem, isFromCache, refused] = [found, undefined, false, undefined];
      await cache?.store(fetched);
      return "replaced";
    } catch (error) {
      problem = reasonOf(error);
      // A source that is out of reach says nothing of the model that it names.
      if (found !== undefined && !isUnavailable(error)) {
        refused = { uri: found, untilMs: now() + refusedMs, reason: problem };
      }
      return "failed";
    }
  }

  return {
    get current() {
      return current;
    },
    get isFromCache() {
      return isFromCache;
    },
    get problem() {
      return problem;
    },
    check,
  };
}

interface FirstModel {
  readonly current: ServedModel;
  readonly uri: string | undefined;
  readonly problem: string | undefined;
}

async function firstModel({ source, cache, schema }: KeeperPorts): Promise<FirstModel> {
  try {
    const uri = await source.find();
    const fetched = await source.fetch(uri);
    const current = serveModel(fetched, schema);
    await cache?.store(fetched);
    return { current, uri, problem: undefined };
  } catch (error) {
    const fetched = isPassing(error) ? await loadCached(cache) : undefined;
    if (fetched === undefined) throw error;
    const current = serveModel(fetched, schema);
    return { current, uri: current.identity.source, problem: reasonOf(error) };
  }
}

/** Whether an error says nothing about which model should be served. */
function isPassing(error: unknown): boolean {
  return isUnavailable(error) || error instanceof UserError && error.exitCode === exitCode.data;
}

function isUnavailable(error: unknown): boolean {
  return error instanceof UserError && error.exitCode === exitCode.unavailable;
}

async function loadCached(cache: ModelCache | undefined): Promise<FetchedModel | undefined> {
  try {
    return await cache?.load();
  } catch (error) {
    // The error that led here tells more.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** An error in words for whoever runs the service. */
export function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `unexpected: ${error instanceof Error ? error.message : error}`;
}
