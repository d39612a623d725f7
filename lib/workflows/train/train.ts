/** Trains the baselines: every recipe judged on the same splits, each one a tracked run. */
import type { Dataset } from "@/data/dataset.ts";
import type { ErrorCosts } from "@/evaluate/choose_threshold.ts";
import { UserError } from "@/errors.ts";
import { estimatorCatalog, type EstimatorKind } from "@/estimators/catalog.ts";
import type { Figure } from "@/plots/figure.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import {
  assess,
  type Assessment,
  fitCount,
  planSplits,
  type Splits,
  type ThresholdRule,
} from "@/workflows/train/assess.ts";
import { comparisonFigure } from "@/workflows/train/figures.ts";
import { logAssessment } from "@/workflows/train/log.ts";
import { endOrphans } from "@/workflows/orphans.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";
import type { PlotRenderer } from "@/workflows/plot_renderer.ts";
import type { Progress } from "@/workflows/progress.ts";
import type { Experiment, Tracker } from "@/workflows/tracker.ts";
import { withRun } from "@/workflows/with_run.ts";

/** The experiment in which baselines are tracked. */
export const baselineExperiment = "Heart_Disease_Classification_Baselines";

/** What to train, and how to judge it. */
export interface TrainPlan {
  readonly kinds: readonly EstimatorKind[];
  readonly seed: number;
  readonly foldCount: number;
  readonly costs: ErrorCosts;
  readonly threshold: ThresholdRule;
}

/** What training reaches outside through. */
export interface TrainPorts {
  readonly tracker: Tracker;
  readonly runner: FitRunner;
  readonly renderer: PlotRenderer;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly lookUpSession: LookUpSession;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The data to train on, and what to say of it. */
export interface TrainInput {
  readonly dataset: Dataset;
  /** Where the data came from, such as a path. */
  readonly origin: string;
  /** Tags of every run, such as the program's version. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A model that was trained and tracked. */
export interface TrainedModel {
  readonly kind: EstimatorKind;
  readonly assessment: Assessment;
  readonly runId: string;
  readonly runUrl: string;
  /** Id under which the tracker keeps the model. */
  readonly modelId: string;
}

/** What training gave. */
export interface TrainResult {
  readonly experiment: Experiment;
  /** In the order of the plan. */
  readonly models: readonly TrainedModel[];
  /** The estimator that knows only the prior, on the same splits; not tracked. */
  readonly dummy: Assessment;
}

/**
 * Trains and tracks every kind of the plan. One model's failure ends its own run as FAILED and
 * leaves the others to finish; then it is thrown. Runs that a dead process left RUNNING are ended
 * first.
 *
 * @throws {UserError} when a model failed or the work was interrupted
 */
export async function trainBaselines(
  plan: TrainPlan,
  input: TrainInput,
  ports: TrainPorts,
): Promise<TrainResult> {
  const splits = planSplits(input.dataset, plan);
  const runner = countingRunner(plan, splits, ports);
  try {
    const experiment = await ports.tracker.experiment(baselineExperiment);
    await endOrphans(ports.tracker, experiment, ports.lookUpSession, ports.now());
    const judge = (kind: EstimatorKind) =>
      assess(defaultRecipe(kind, plan.seed), input.dataset, splits, runner, plan);
    const judged = [judge("dummy"), ...plan.kinds.map(judge)];
    const comparison = compare(judged, input.dataset);
    // A run that waits for it tells of its failure; when none does, the models' own failures count.
    comparison.catch(() => {});
    const renderer = drawingOnce(ports.renderer);
    const outcomes = await Promise.allSettled(
      plan.kinds.map((kind, index) =>
        trackModel(kind, judged[index + 1], {
          plan,
          input,
          ports,
          renderer,
          experiment,
          comparison,
        })
      ),
    );
    throwFirstFailure(plan.kinds, outcomes, ports.signal);
    const models = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? [outcome.value] : []
    );
    return { experiment, models, dummy: await judged[0] };
  } finally {
    runner.close();
  }
}

interface TrackContext {
  readonly plan: TrainPlan;
  readonly input: TrainInput;
  readonly ports: TrainPorts;
  readonly renderer: PlotRenderer;
  readonly experiment: Experiment;
  /** All models that could be judged, side by side. */
  readonly comparison: Promise<Figure>;
}

function trackModel(
  kind: EstimatorKind,
  judged: Promise<Assessment>,
  { plan, input, ports, renderer, experiment, comparison }: TrackContext,
): Promise<TrainedModel> {
  const start = {
    experiment,
    name: kind,
    tags: { ...input.tags, "model.kind": kind, seed: String(plan.seed) },
    description: `${estimatorCatalog[kind].title}: baseline on ${input.dataset.rows.length} ` +
      `${input.dataset.source === "synthetic" ? "synthetic " : ""}patients.`,
  };
  return withRun(ports.tracker, start, ports.signal, async (run) => {
    const assessment = await judged;
    const moreFigures = comparison.then((figure) => [figure]);
    const model = await logAssessment(run, assessment, { plan, input, renderer, moreFigures });
    return { kind, assessment, runId: run.id, runUrl: run.url, modelId: model.id };
  });
}

/** Draws a figure that several runs share but once. */
function drawingOnce(renderer: PlotRenderer): PlotRenderer {
  const drawn = new WeakMap<Figure, Promise<string>>();
  return {
    svg(figure) {
      const picture = drawn.get(figure) ?? renderer.svg(figure);
      drawn.set(figure, picture);
      return picture;
    },
    html: (figures, page) => renderer.html(figures, page),
  };
}

async function compare(judged: readonly Promise<Assessment>[], dataset: Dataset): Promise<Figure> {
  const settled = await Promise.allSettled(judged);
  return comparisonFigure(
    settled.flatMap((outcome) => outcome.status === "fulfilled" ? [outcome.value] : []),
    dataset,
  );
}

/** Counts fits as they end, for the progress shown; refuses new ones after an interruption. */
function countingRunner(
  plan: TrainPlan,
  splits: Splits,
  { runner, progress, signal }: TrainPorts,
): FitRunner & { close(): void } {
  const totalCount = (plan.kinds.length + 1) * fitCount(splits);
  const shown = progress.start(`Fit ${plan.kinds.join(", ")} and a dummy`, totalCount);
  let doneCount = 0;
  return {
    async fit(job) {
      signal.throwIfAborted();
      const result = await runner.fit(job);
      shown.update(++doneCount, job.recipe.estimator.kind);
      if (doneCount === totalCount) shown.done(`${totalCount} fits`);
      return result;
    },
    close() {
      if (doneCount < totalCount) shown.fail(`stopped after ${doneCount} of ${totalCount} fits`);
    },
  };
}

function throwFirstFailure(
  kinds: readonly EstimatorKind[],
  outcomes: readonly PromiseSettledResult<unknown>[],
  signal: AbortSignal,
): void {
  signal.throwIfAborted();
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "fulfilled") return;
    const { reason } = outcome;
    if (!(reason instanceof UserError)) throw reason;
    const others = outcomes.filter(({ status }) => status === "fulfilled").length;
    throw new UserError(
      `${estimatorCatalog[kinds[index]].title} failed (${others} of ${outcomes.length} models ` +
        `finished): ${reason.message}`,
      {
        exitCode: reason.exitCode,
        ...(reason.hint === undefined ? {} : { hint: reason.hint }),
        cause: reason,
      },
    );
  });
}
