/** Precision: of the rows called positive, the share that are. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/** Precision in [0, 1], 0 when no row was called positive; equals scikit-learn's `precision_score`. */
export function precision({ truePositives, falsePositives }: ConfusionMatrix): number {
  return ratio(truePositives, truePositives + falsePositives);
}
