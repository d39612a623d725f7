/** Writes trials into nested runs while the search goes on, and loses none. */
import { summarizeFolds } from "@/evaluate/cross_validate.ts";
import type { Point } from "@/tune/space.ts";
import { crossValidationPoints, definedPoints } from "@/workflows/train/metrics.ts";
import type { Experiment, MetricPoint, TrackedRun, Tracker } from "@/workflows/tracker.ts";
import type { EndedTrial } from "@/workflows/tune/search.ts";
import { serializeTrial, trialTag } from "@/workflows/tune/trial.ts";

/** Where trials are written to. */
export interface TrialLogOptions {
  readonly tracker: Tracker;
  readonly experiment: Experiment;
  readonly parentRunId: string;
  /** Tags of every trial's run. */
  readonly tags: Readonly<Record<string, string>>;
}

/** How many trials may be open or on their way at once; beyond that the search waits. */
const capacity = 8;

/** A queue of trials on their way to the tracker. */
export class TrialLog {
  readonly #options: TrialLogOptions;
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(options: TrialLogOptions) {
    this.#options = options;
  }

  /**
   * Opens a trial's run and sees it through. Resolves when there is room for the next.
   *
   * @throws what the tracker refused, now or for an earlier trial
   */
  async add(number: number, point: Point, ended: Promise<EndedTrial>): Promise<void> {
    const written = this.#write(number, point, ended)
      .catch((error) => void (this.#failure ??= { error }))
      .finally(() => this.#underWay.delete(written));
    this.#underWay.add(written);
    while (this.#underWay.size >= capacity && !this.#failure) await Promise.race(this.#underWay);
    this.#throwFailure();
  }

  /**
   * Waits until every trial is written; one that was interrupted has ended as KILLED by then.
   *
   * @throws what the tracker refused
   */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async #write(number: number, point: Point, ended: Promise<EndedTrial>): Promise<void> {
    const { tracker, experiment, parentRunId, tags } = this.#options;
    // Nobody else may await it before the run is open.
    ended.catch(() => {});
    const run = await tracker.startRun({
      experiment,
      parentRunId,
      name: `trial ${String(number).padStart(3, "0")}`,
      tags: { ...tags, "trial.number": String(number) },
    });
    try {
      await Promise.all([run.logParams(point), ended.then((result) => logResult(run, result))]);
    } catch (error) {
      // Given up, so that the trial counts as not done wherever the study goes on.
      await run.end("KILLED").catch(() => {});
      if (await wasInterrupted(ended)) return;
      throw error;
    }
    const { trial } = await ended;
    await run.end(trial.state === "failed" ? "FAILED" : "FINISHED");
  }
}

async function logResult(run: TrackedRun, { trial, folds }: EndedTrial): Promise<void> {
  await Promise.all([
    run.logMetrics(trialPoints({ trial, folds })),
    run.setTags({
      [trialTag]: serializeTrial(trial),
      "trial.state": trial.state,
      ...(trial.error === undefined ? {} : { "mlflow.note.content": trial.error }),
    }),
  ]);
}

function trialPoints({ trial, folds }: EndedTrial): MetricPoint[] {
  return definedPoints([
    ...(folds.length > 0 ? crossValidationPoints(summarizeFolds(folds)) : []),
    { name: "duration_ms", value: trial.durationMs },
  ]);
}

function wasInterrupted(ended: Promise<EndedTrial>): Promise<boolean> {
  return ended.then(() => false, () => true);
}
