/** What simulated traffic reaches outside through. */
import type { RawRow } from "@/schema/row.ts";
import type { Progress } from "@/workflows/progress.ts";

/** What a service says of a patient. */
export interface ServiceAnswer {
  readonly requestId: string;
  readonly prediction: 0 | 1;
  /** Probability of disease, in [0, 1]. */
  readonly probability: number;
  /** The version that answered. */
  readonly version: string;
}

/** A service that is asked as a hospital's program would. */
export interface AskedService {
  /** @throws {UserError} when it does not answer, or refuses */
  predict(inputs: RawRow): Promise<ServiceAnswer>;
  /** @throws {UserError} when it does not answer, or refuses */
  feedback(requestId: string, label: 0 | 1): Promise<void>;
}

/** The outside. */
export interface TrafficPorts {
  readonly service: AskedService;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Milliseconds, on a clock that nobody sets. */
  readonly now: () => number;
  /** Rejects with the signal's reason when that aborts. */
  readonly sleep: (ms: number) => Promise<void>;
}
