/** The precision-recall curve: how pure and how complete the positives are at each threshold. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";

/** k + 1 points for k distinct scores, from the lowest threshold up; the last is the end (1, 0). */
export interface PrCurve {
  /** k + 1 values in [0, 1]. */
  readonly precision: Float64Array;
  /** k + 1 values in [0, 1], descending; all but the end are 1 when no row is positive. */
  readonly recall: Float64Array;
  /** k scores, ascending. */
  readonly thresholds: Float64Array;
}

/**
 * Every point of the curve; equals scikit-learn's `precision_recall_curve`.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function prCurve(labels: Uint8Array, scores: Float64Array): PrCurve {
  const counts = thresholdCounts(labels, scores);
  const truePositives = counts.truePositives.toReversed();
  const falsePositives = counts.falsePositives.toReversed();
  const positiveCount = truePositives[0];
  const precision = truePositives.map((count, i) => count / (count + falsePositives[i]));
  const recall = truePositives.map((count) => positiveCount === 0 ? 1 : count / positiveCount);
  return {
    precision: Float64Array.from([...precision, 1]),
    recall: Float64Array.from([...recall, 0]),
    thresholds: counts.thresholds.toReversed(),
  };
}
