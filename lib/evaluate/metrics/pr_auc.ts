/** PR AUC as average precision: how pure the top of the ranking is. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/**
 * Area under the precision-recall curve in [0, 1] as average precision, sum over thresholds of
 * (Rₖ − Rₖ₋₁) Pₖ without interpolation; 0 when no row is positive. Equals scikit-learn's
 * `average_precision_score`, not the trapezoidal area, which is too optimistic.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function prAuc(labels: Uint8Array, scores: Float64Array): number {
  const { truePositives, falsePositives } = thresholdCounts(labels, scores);
  let sum = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const found = truePositives[i] - (truePositives[i - 1] ?? 0);
    sum += found * truePositives[i] / (truePositives[i] + falsePositives[i]);
  }
  return ratio(sum, truePositives[truePositives.length - 1]);
}
