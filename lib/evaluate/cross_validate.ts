/** Cross-validation around any fit-and-predict, so that each fold refits the whole pipeline. */
import type { Split } from "@/data/splits.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import { meanAndDeviation } from "@/evaluate/mean_and_deviation.ts";
import { type Evaluation, metricCatalog } from "@/evaluate/metric_catalog.ts";
import { outOfFold } from "@/evaluate/out_of_fold.ts";

/**
 * Fits on the rows of `train` alone and returns the probability of class 1 for each row of
 * `test`, in its order.
 */
export type FitPredict = (train: Int32Array, test: Int32Array, fold: number) => Float64Array;

/** Metrics by fold and overall. */
export interface CrossValidation {
  /** n out-of-fold probabilities: each row's comes from the fold that did not train on it. */
  readonly probabilities: Float64Array;
  readonly folds: readonly Evaluation[];
  /** Mean over the folds; NaN where a fold's metric is. */
  readonly mean: Evaluation;
  /** Sample standard deviation over the folds. */
  readonly deviation: Evaluation;
}

/**
 * Fits and judges each fold in turn.
 *
 * @param labels n labels, 0 or 1
 * @param folds splits whose test parts together hold every row once
 * @param threshold in [0, 1]
 * @throws {UserError} when the probabilities cannot be evaluated
 * @throws {RangeError} when the folds do not partition the rows or a probability is missing
 */
export function crossValidate(
  labels: Uint8Array,
  folds: readonly Split[],
  fitPredict: FitPredict,
  threshold: number,
): CrossValidation {
  return collectFolds(labels, folds, fitFolds(folds, fitPredict), threshold);
}

/**
 * Judges folds that were fitted elsewhere, such as on worker threads.
 *
 * @param labels n labels, 0 or 1
 * @param folds k splits whose test parts together hold every row once
 * @param foldProbabilities k arrays, one probability for each test row of the fold
 * @param threshold in [0, 1]
 * @throws {UserError} when the probabilities cannot be evaluated
 * @throws {RangeError} when the folds do not partition the rows or a probability is missing
 */
export function collectFolds(
  labels: Uint8Array,
  folds: readonly Split[],
  foldProbabilities: readonly Float64Array[],
  threshold: number,
): CrossValidation {
  const probabilities = outOfFold(labels.length, folds, foldProbabilities);
  const evaluations = folds.map(({ test }, fold) =>
    evaluate(Uint8Array.from(test, (row) => labels[row]), foldProbabilities[fold], threshold)
  );
  return { probabilities, ...summarizeFolds(evaluations) };
}

/** Fits and predicts each fold in turn: k arrays, one probability for each test row. */
export function fitFolds(folds: readonly Split[], fitPredict: FitPredict): Float64Array[] {
  return folds.map(({ train, test }, fold) => fitPredict(train, test, fold));
}

/** k ≥ 1 folds with their mean and sample standard deviation, each metric by itself. */
export function summarizeFolds(
  folds: readonly Evaluation[],
): Omit<CrossValidation, "probabilities"> {
  const summaries = metricCatalog.map(({ name }) =>
    [name, meanAndDeviation(folds.map((evaluation) => evaluation[name]))] as const
  );
  const pick = (part: "mean" | "deviation") =>
    Object.fromEntries(summaries.map(([name, summary]) => [name, summary[part]])) as Evaluation;
  return { folds, mean: pick("mean"), deviation: pick("deviation") };
}
