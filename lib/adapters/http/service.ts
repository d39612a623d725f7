/** What the endpoints of one process share. */
import type { BearerKeys } from "@/adapters/http/bearer_keys.ts";
import type { Figures, ServeMetrics } from "@/adapters/http/metrics.ts";
import type { RateLimit } from "@/adapters/http/rate_limit.ts";
import type { ServiceLog } from "@/adapters/http/service_log.ts";
import type { Schema } from "@/schema/column.ts";
import type { ModelKeeper } from "@/workflows/serve/model_keeper.ts";
import type { Predictor } from "@/workflows/serve/predictor.ts";

/** The parts of a running service. */
export interface Service {
  readonly schema: Schema;
  readonly keeper: ModelKeeper;
  readonly predictor: Predictor;
  readonly metrics: ServeMetrics;
  /** The figures of every thread that serves. */
  readonly allFigures: () => Promise<Figures[]>;
  readonly log: ServiceLog;
  /** Why the prediction log cannot be written, tried anew where it could not; undefined when it can. */
  readonly logProblem: () => Promise<string | undefined>;
  /** Whether answers go out also when they cannot be logged. */
  readonly isLogOptional: boolean;
  /** Undefined where anyone may call. */
  readonly keys: BearerKeys | undefined;
  readonly rateLimit: RateLimit | undefined;
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number;
  /** Whether the service is about to end. */
  readonly isDraining: () => boolean;
}
