/** Specificity: of the negative rows, the share that were called negative. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/**
 * Specificity in [0, 1], 0 when no row is negative; equals scikit-learn's `recall_score` of
 * class 0.
 */
export function specificity({ trueNegatives, falsePositives }: ConfusionMatrix): number {
  return ratio(trueNegatives, trueNegatives + falsePositives);
}
