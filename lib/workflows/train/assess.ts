/** Judges a recipe: hold-out, cross-validation, held-out sites, slices and the cost of errors. */
import type { Dataset } from "@/data/dataset.ts";
import { createRandom } from "@/data/random.ts";
import {
  siteFolds,
  type SiteSplit,
  type Split,
  stratifiedFolds,
  stratifiedHoldOut,
} from "@/data/splits.ts";
import {
  chooseThreshold,
  type ErrorCosts,
  type ThresholdChoice,
} from "@/evaluate/choose_threshold.ts";
import { buildReference, type Reference } from "@/drift/reference.ts";
import type { NativeFiles } from "@/estimators/catalog.ts";
import { collectFolds, type CrossValidation } from "@/evaluate/cross_validate.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import { outOfFold } from "@/evaluate/out_of_fold.ts";
import { collectSites, type SiteEvaluation } from "@/evaluate/site_held_out.ts";
import { type SliceEvaluation, sliceEvaluations } from "@/evaluate/slice_evaluations.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import { type Pipeline, withThreshold } from "@/pipeline/pipeline.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";

/** Share of the rows held out. */
export const testShare = 0.2;

/** Every split that a recipe is judged on; all recipes share them. */
export interface Splits {
  readonly holdOut: Split;
  readonly folds: readonly Split[];
  /** Empty when the rows come from one site. */
  readonly sites: readonly SiteSplit[];
}

/** How a recipe did. */
export interface Assessment {
  readonly recipe: Recipe;
  /** Fitted on the hold-out's training rows. */
  readonly pipeline: Pipeline;
  /** Labels and probabilities of the held-out rows. */
  readonly holdOut: {
    readonly labels: Uint8Array;
    readonly probabilities: Float64Array;
    readonly evaluation: Evaluation;
  };
  /** Over all rows. */
  readonly crossValidation: CrossValidation;
  readonly sites: readonly SiteEvaluation[];
  /** Of the out-of-fold probabilities. */
  readonly slices: readonly SliceEvaluation[];
  /** What each threshold costs, on out-of-fold probabilities of the hold-out's training rows. */
  readonly thresholdChoice: ThresholdChoice;
  /** Of the hold-out's training rows with out-of-fold probabilities, and of the held-out ones'. */
  readonly reference: Reference;
  /** The model in its library's own formats. */
  readonly nativeFiles: NativeFiles;
  /** How long the fit on the hold-out's training rows took, in milliseconds. */
  readonly fitMs: number;
}

/** How the threshold is set: to a value in [0, 1], or to the cheapest. */
export type ThresholdRule = number | "cost";

/** Makes the splits from a seed. */
export function planSplits(
  dataset: Dataset,
  { seed, foldCount }: { seed: number; foldCount: number },
): Splits {
  const { labels, sites } = dataset;
  return {
    holdOut: stratifiedHoldOut(labels, { testShare, seed }),
    folds: stratifiedFolds(labels, { foldCount, seed }),
    sites: new Set(sites).size > 1 ? siteFolds(sites) : [],
  };
}

/** Number of fits that {@linkcode assess} asks for. */
export function fitCount(splits: Splits): number {
  return 1 + splits.folds.length + splits.sites.length;
}

/**
 * Fits a recipe on every split and judges it.
 *
 * @throws {UserError} when a fit fails
 */
export async function assess(
  recipe: Recipe,
  dataset: Dataset,
  splits: Splits,
  runner: FitRunner,
  options: { costs: ErrorCosts; threshold: ThresholdRule },
): Promise<Assessment> {
  const { labels } = dataset;
  const fitAll = (parts: readonly Split[], wantsPipeline = false) =>
    Promise.all(
      parts.map(({ train, test }) => runner.fit({ recipe, train, test, wantsPipeline })),
    );
  const [[held], folds, sites] = await Promise.all([
    fitAll([splits.holdOut], true),
    fitAll(splits.folds),
    fitAll(splits.sites),
  ]);
  const foldProbabilities = folds.map(({ probabilities }) => probabilities);
  const probabilities = outOfFold(labels.length, splits.folds, foldProbabilities);
  const { pipeline, nativeFiles } = held.fitted!;
  const { train } = splits.holdOut;
  const trainLabels = Uint8Array.from(train, (index) => labels[index]);
  const trainProbabilities = Float64Array.from(train, (index) => probabilities[index]);
  const thresholdChoice = chooseThreshold(trainLabels, trainProbabilities, options.costs);
  const threshold = options.threshold === "cost" ? thresholdChoice.threshold : options.threshold;
  const heldLabels = Uint8Array.from(splits.holdOut.test, (index) => labels[index]);
  return {
    recipe,
    pipeline: withThreshold(parsePipeline(pipeline, heartSchema), threshold),
    holdOut: {
      labels: heldLabels,
      probabilities: held.probabilities,
      evaluation: evaluate(heldLabels, held.probabilities, threshold),
    },
    crossValidation: collectFolds(labels, splits.folds, foldProbabilities, threshold),
    sites: splits.sites.length === 0 ? [] : collectSites(
      labels,
      splits.sites,
      sites.map(({ probabilities }) => probabilities),
      threshold,
    ),
    slices: sliceEvaluations(
      heartSchema,
      dataset.rows,
      labels,
      probabilities,
      threshold,
    ),
    thresholdChoice,
    reference: buildReference(
      heartSchema,
      {
        rows: Array.from(train, (index) => dataset.rows[index]),
        labels: trainLabels,
        probabilities: trainProbabilities,
        heldOutProbabilities: held.probabilities,
      },
      createRandom(recipe.seed).fork("reference"),
    ),
    nativeFiles,
    fitMs: held.fitMs,
  };
}
