/** Metrics of a part of the rows, with intervals that say how little a small part proves. */
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import type { Interval } from "@/evaluate/intervals/interval.ts";
import { newcombeInterval } from "@/evaluate/intervals/newcombe_interval.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";

/** Size, metrics and uncertainty of a part of the rows. */
export interface SubsetEvaluation {
  readonly rowCount: number;
  /** Share of positive rows in [0, 1]. */
  readonly prevalence: number;
  readonly metrics: Evaluation;
  /** Wilson's interval. */
  readonly accuracyInterval: Interval;
  /** Newcombe's interval; NaN when only one class is present. */
  readonly aucInterval: Interval;
}

/**
 * Evaluates the chosen rows of n.
 *
 * @param rows row numbers
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @param threshold in [0, 1]
 * @throws {UserError} when they cannot be evaluated
 */
export function evaluateSubset(
  rows: Int32Array,
  labels: Uint8Array,
  probabilities: Float64Array,
  threshold: number,
): SubsetEvaluation {
  const chosenLabels = Uint8Array.from(rows, (row) => labels[row]);
  const chosenProbabilities = Float64Array.from(rows, (row) => probabilities[row]);
  const metrics = evaluate(chosenLabels, chosenProbabilities, threshold);
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = confusionMatrix(
    chosenLabels,
    predictLabels(chosenProbabilities, threshold),
  );
  const positiveCount = truePositives + falseNegatives;
  const negativeCount = trueNegatives + falsePositives;
  return {
    rowCount: rows.length,
    prevalence: positiveCount / rows.length,
    metrics,
    accuracyInterval: wilsonInterval(trueNegatives + truePositives, rows.length),
    aucInterval: newcombeInterval(metrics.rocAuc, positiveCount, negativeCount),
  };
}
