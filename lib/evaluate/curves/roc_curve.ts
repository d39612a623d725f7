/** The ROC curve: true against false positive rate as the threshold falls. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";

/** k + 1 points for k distinct scores, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** In [0, 1], ascending; all NaN when no row is negative. */
  readonly falsePositiveRate: Float64Array;
  /** In [0, 1], ascending; all NaN when no row is positive. */
  readonly truePositiveRate: Float64Array;
  /** Descending; the first is Infinity, where nothing is called positive. */
  readonly thresholds: Float64Array;
}

/**
 * Every point of the curve; equals scikit-learn's `roc_curve(…, drop_intermediate=False)`.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function rocCurve(labels: Uint8Array, scores: Float64Array): RocCurve {
  const { thresholds, truePositives, falsePositives } = thresholdCounts(labels, scores);
  return {
    falsePositiveRate: rates(falsePositives),
    truePositiveRate: rates(truePositives),
    thresholds: Float64Array.from([Infinity, ...thresholds]),
  };
}

/** 0 and then each count as a share of the last; all NaN when the last is 0. */
function rates(counts: Float64Array): Float64Array {
  const total = counts[counts.length - 1];
  return Float64Array.from([0, ...counts], (count) => count / total);
}
