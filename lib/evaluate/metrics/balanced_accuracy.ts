/** Balanced accuracy: the mean of both classes' recall, blind to how common they are. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { recall } from "@/evaluate/metrics/recall.ts";
import { specificity } from "@/evaluate/metrics/specificity.ts";

/**
 * Balanced accuracy in [0, 1]; where one class is absent, the other's recall. Equals
 * scikit-learn's `balanced_accuracy_score`.
 */
export function balancedAccuracy(matrix: ConfusionMatrix): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = matrix;
  if (truePositives + falseNegatives === 0) return specificity(matrix);
  if (trueNegatives + falsePositives === 0) return recall(matrix);
  return (recall(matrix) + specificity(matrix)) / 2;
}
