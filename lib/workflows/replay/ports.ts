/** What a replay reaches outside through. */
import type { Random } from "@/data/random.ts";
import type { Reference } from "@/drift/reference.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { MonitorPorts } from "@/workflows/monitor/ports.ts";
import type { PredictionLog } from "@/workflows/prediction_log/log_reader.ts";

/** The version that is asked again. */
export interface Candidate {
  readonly pipeline: Pipeline;
  /** What it was fitted on; undefined for models that do not keep it. */
  readonly reference: Reference | undefined;
}

/** One side of a request: what was called, and how sure that was. */
export interface StatedAnswer {
  readonly prediction: 0 | 1;
  /** Probability of disease, in [0, 1]. */
  readonly probability: number;
}

/** A request that the candidate answers otherwise. */
export interface ChangedAnswer {
  readonly requestId: string;
  /** The version that answered. */
  readonly version: string;
  readonly before: StatedAnswer;
  readonly after: StatedAnswer;
}

/** The outside. */
export interface ReplayPorts extends Pick<MonitorPorts, "loadVersion" | "progress" | "signal"> {
  readonly log: Pick<PredictionLog, "predictions" | "feedback">;
  /** Takes changed answers, in the log's order, as they are found. */
  readonly keepChanges: (changes: readonly ChangedAnswer[]) => Promise<void>;
  /** Samples and intervals; equal streams give equal figures. */
  readonly random: Random;
}
