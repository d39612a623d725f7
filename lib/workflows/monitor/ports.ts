/** What monitoring reaches outside through. */
import type { Random } from "@/data/random.ts";
import type { Reference } from "@/drift/reference.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { AnsweringModel } from "@/workflows/monitor/logged_answer.ts";
import type { PredictionLog } from "@/workflows/prediction_log/log_reader.ts";
import type { Figure } from "@/plots/figure.ts";
import type { PlotRenderer } from "@/workflows/plot_renderer.ts";
import type { Progress } from "@/workflows/progress.ts";
import type { Registry } from "@/workflows/registry.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import type { Tracker } from "@/workflows/tracker.ts";

/** A version of the model as it was trained. */
export interface TrainedVersion {
  readonly pipeline: Pipeline;
  /** What it was fitted on, as it was stored with it. */
  readonly reference: Reference;
}

/** Renders the report and its pictures. */
export interface MonitorRenderer extends Pick<PlotRenderer, "html"> {
  png(figure: Figure): Promise<Uint8Array>;
}

/** The outside. */
export interface MonitorPorts {
  readonly log: PredictionLog;
  readonly tracker: Tracker;
  readonly registry: Registry;
  /**
   * Loads the version that answered.
   *
   * @throws {UserError} when it cannot be found, or has no reference
   */
  readonly loadVersion: (model: AnsweringModel) => Promise<TrainedVersion>;
  readonly renderer: MonitorRenderer;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly lookUpSession: LookUpSession;
  /** Samples and permutations; equal streams give equal verdicts. */
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
