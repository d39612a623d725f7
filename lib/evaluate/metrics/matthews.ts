/** Matthews' correlation coefficient between labels and predicted labels. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";

/**
 * The coefficient in [-1, 1], 0 when either side knows one class only; equals scikit-learn's
 * `matthews_corrcoef`. Matthews, "Comparison of the predicted and observed secondary structure of
 * T4 phage lysozyme", 1975.
 */
export function matthews(matrix: ConfusionMatrix): number {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = matrix;
  const covariance = truePositives * trueNegatives - falsePositives * falseNegatives;
  const labelled = (truePositives + falseNegatives) * (trueNegatives + falsePositives);
  const predicted = (truePositives + falsePositives) * (trueNegatives + falseNegatives);
  return ratio(covariance, Math.sqrt(labelled) * Math.sqrt(predicted));
}
