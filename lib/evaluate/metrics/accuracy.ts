/** Accuracy: the share of rows that were labelled right. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/** Accuracy in [0, 1]; equals scikit-learn's `accuracy_score`. */
export function accuracy(matrix: ConfusionMatrix): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = matrix;
  const right = trueNegatives + truePositives;
  return ratio(right, right + falsePositives + falseNegatives);
}
