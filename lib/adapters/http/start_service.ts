/** Starts the service: opens the model and the log, listens, follows the model, ends in good order. */
import { setImmediate } from "node:timers";
import { createApp } from "@/adapters/http/app.ts";
import type { BearerKeys } from "@/adapters/http/bearer_keys.ts";
import { createServeMetrics, type Figures } from "@/adapters/http/metrics.ts";
import { listenError } from "@/adapters/http/listen_error.ts";
import { createLogState } from "@/adapters/http/log_state.ts";
import { createRateLimit } from "@/adapters/http/rate_limit.ts";
import type { ServiceLog } from "@/adapters/http/service_log.ts";
import type { Schema } from "@/schema/column.ts";
import type { Journal } from "@/workflows/serve/journal.ts";
import { type ModelKeeper, openModelKeeper } from "@/workflows/serve/model_keeper.ts";
import type { ModelCache, ModelSource } from "@/workflows/serve/model_source.ts";
import { optionalCache } from "@/workflows/serve/optional_cache.ts";
import { createPredictor } from "@/workflows/serve/predictor.ts";
import { openShadowKeeper, type ShadowKeeper } from "@/workflows/serve/shadow_keeper.ts";

/** What the service is made of. */
export interface ServiceOptions {
  readonly hostname: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Whether other processes listen on the same port. */
  readonly sharesPort: boolean;
  readonly schema: Schema;
  readonly source: ModelSource;
  readonly cache: ModelCache | undefined;
  /** Where a model that only looks on comes from. */
  readonly shadowSource: ModelSource | undefined;
  /** How often the sources are asked for another model. */
  readonly pollMs: number;
  readonly openJournal: () => Promise<Journal>;
  readonly isLogOptional: boolean;
  readonly keys: BearerKeys | undefined;
  /** Requests a second of each caller; undefined for any number. */
  readonly requestsPerSecond: number | undefined;
  readonly log: ServiceLog;
  /** Asks all threads that serve for their figures; left out where there is but one. */
  readonly allFigures?: () => Promise<Figures[]>;
}

/** A service that answers. */
export interface RunningService {
  /** Its address, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  figures(): Promise<Figures>;
  /** Answers what has come, and takes no more; then closes the log. */
  stop(): Promise<void>;
}

/** How long requests may take to end once the service is told to. */
const drainMs = 10_000;

/**
 * Starts the service.
 *
 * @throws {UserError} when there is no model, the log cannot be opened, or the port is taken
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { schema, source, cache, shadowSource, isLogOptional, log, keys, requestsPerSecond } =
    options;
  const now = () => performance.timeOrigin + performance.now();
  const keeper = await openModelKeeper({
    source,
    cache: cache &&
      optionalCache(
        cache,
        (reason) =>
          log.event("warning", `The model is served, but no copy of it is kept: ${reason}`),
      ),
    schema,
    now,
  });
  const shadow = shadowSource && await openShadowKeeper({ source: shadowSource, schema, now });
  const journal = await options.openJournal();
  const metrics = createServeMetrics(keeper, journal);
  const logState = createLogState(log);
  let isDraining = false;
  const predictor = createPredictor({
    schema,
    keeper,
    shadow,
    journal,
    isLogOptional,
    now,
    later: setImmediate,
    arrivals: () => new Promise((resolve) => setImmediate(resolve)),
    events: {
      predicted: (answers) => metrics.predictions(answers),
      rejected: () => metrics.rejection(),
      logged: () => logState.logged(),
      logFailed(error, kind) {
        metrics.logFailure();
        logState.failed(error, kind);
      },
    },
  });
  const app = createApp({
    schema,
    keeper,
    predictor,
    metrics,
    allFigures: options.allFigures ?? (async () => [await metrics.figures()]),
    log,
    async logProblem() {
      // Who is not ready is asked nothing, and would never find out that the log is sound again.
      if (logState.problem !== undefined) await predictor.tryLog();
      return logState.problem;
    },
    isLogOptional,
    keys,
    rateLimit: requestsPerSecond === undefined
      ? undefined
      : createRateLimit(requestsPerSecond, now),
    now,
    isDraining: () => isDraining,
  });
  const server = listen(options, app.fetch);
  const { name, version } = keeper.current.identity;
  if (keeper.problem !== undefined) {
    log.event("warning", `Serving the last model from the cache: ${keeper.problem}`);
  }
  if (shadow?.problem !== undefined) {
    log.event("warning", `The shadow model is missing: ${shadow.problem}`);
  }
  const followers = [
    follow(keeper, source, "model", (outcome) => metrics.check(outcome), options),
    ...(shadow && shadowSource
      ? [follow(shadow, shadowSource, "shadow model", () => {}, options)]
      : []),
  ];
  const { hostname, port } = server.addr;
  const url = `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  log.event("info", `Serving version ${version} of ${name} at ${url}`, { url, name, version });
  return {
    url,
    figures: () => metrics.figures(),
    async stop() {
      isDraining = true;
      for (const unfollow of followers) unfollow();
      await withinTime(server.shutdown(), drainMs);
      await journal.close();
      log.event("info", "The service has ended; every answer is in the log.");
      await log.flush();
    },
  };
}

function listen(
  { hostname, port, sharesPort, log }: ServiceOptions,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({
      hostname,
      port,
      reusePort: sharesPort,
      onListen: () => {},
      onError(error) {
        log.event("error", `A request failed: ${error instanceof Error ? error.stack : error}`);
        return new Response(null, { status: 500 });
      },
    }, handler);
  } catch (cause) {
    throw listenError(hostname, port, cause);
  }
}

/** Asks for another model from time to time; the function returned ends it. */
function follow(
  keeper: ModelKeeper | ShadowKeeper,
  { mayChange }: ModelSource,
  title: string,
  tell: (outcome: Awaited<ReturnType<ModelKeeper["check"]>>) => void,
  { pollMs, log }: ServiceOptions,
): () => void {
  if (!mayChange && keeper.problem === undefined) return () => {};
  let told = keeper.problem;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async () => {
    const outcome = await keeper.check();
    tell(outcome);
    if (outcome === "replaced") {
      const { name, version } = keeper.current!.identity;
      log.event("info", `The ${title} is now version ${version} of ${name}`, { name, version });
    }
    if (keeper.problem !== undefined && keeper.problem !== told) {
      const { current } = keeper;
      const state = current ? `stays at version ${current.identity.version}` : "is missing";
      log.event("warning", `The ${title} ${state}: ${keeper.problem}`);
    }
    told = keeper.problem;
    if (!isOver) timer = setTimeout(look, pollMs);
  };
  timer = setTimeout(look, pollMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

async function withinTime(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => timer = setTimeout(resolve, limitMs));
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
