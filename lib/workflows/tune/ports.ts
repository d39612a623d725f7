/** The ports of tuning. */
import type { FitRunner } from "@/workflows/fit_job.ts";
import type { PlotRenderer } from "@/workflows/plot_renderer.ts";
import type { Progress } from "@/workflows/progress.ts";
import type { Registry } from "@/workflows/registry.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import type { Tracker } from "@/workflows/tracker.ts";

/** What tuning reaches outside through. */
export interface TunePorts {
  readonly tracker: Tracker;
  readonly registry: Registry;
  readonly runner: FitRunner;
  /** How many fits the runner does at once; it changes nothing but the time. */
  readonly workerCount: number;
  readonly renderer: PlotRenderer;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly lookUpSession: LookUpSession;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
