/** Recall, or sensitivity: of the positive rows, the share that were found. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/** Recall in [0, 1], 0 when no row is positive; equals scikit-learn's `recall_score`. */
export function recall({ truePositives, falseNegatives }: ConfusionMatrix): number {
  return ratio(truePositives, truePositives + falseNegatives);
}
