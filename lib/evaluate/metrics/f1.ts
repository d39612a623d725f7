/** F1: the harmonic mean of precision and recall. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/** F1 in [0, 1], 0 when no row is or was called positive; equals scikit-learn's `f1_score`. */
export function f1(matrix: ConfusionMatrix): number {
  const { falsePositives, falseNegatives, truePositives } = matrix;
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}
