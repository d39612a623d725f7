/** ROC AUC: the chance that a positive row scores above a negative one. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";

/**
 * Area under the ROC curve in [0, 1], ties counting half, from exact integer counts; NaN when
 * only one class is present. Equals scikit-learn's `roc_auc_score`.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function rocAuc(labels: Uint8Array, scores: Float64Array): number {
  const { truePositives, falsePositives } = thresholdCounts(labels, scores);
  const last = truePositives.length - 1;
  let doubleArea = 0;
  for (let i = 0; i <= last; i++) {
    const width = falsePositives[i] - (falsePositives[i - 1] ?? 0);
    doubleArea += width * (truePositives[i] + (truePositives[i - 1] ?? 0));
  }
  return doubleArea / (2 * truePositives[last] * falsePositives[last]);
}
