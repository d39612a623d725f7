/** DeLong's interval for ROC AUC, for samples with dozens of rows of each class and more. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";
import { type Interval, normalQuantile } from "@/evaluate/intervals/interval.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";

/** An AUC with its uncertainty. */
export interface AucInterval extends Interval {
  readonly auc: number;
  readonly standardError: number;
}

/**
 * AUC ± 1.96 standard errors, cut to [0, 1]; NaN when a class has fewer than two rows. DeLong,
 * DeLong, Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves", 1988, with the sample variances of their structural components.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function delongInterval(labels: Uint8Array, scores: Float64Array): AucInterval {
  const auc = rocAuc(labels, scores);
  const { truePositives, falsePositives } = thresholdCounts(labels, scores);
  const positiveCount = truePositives[truePositives.length - 1];
  const negativeCount = falsePositives[falsePositives.length - 1];
  let positiveSquares = 0;
  let negativeSquares = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const positivesAbove = truePositives[i - 1] ?? 0;
    const negativesAbove = falsePositives[i - 1] ?? 0;
    const positives = truePositives[i] - positivesAbove;
    const negatives = falsePositives[i] - negativesAbove;
    const shareBelow = 1 - (negativesAbove + negatives / 2) / negativeCount;
    const shareAbove = (positivesAbove + positives / 2) / positiveCount;
    positiveSquares += positives * (shareBelow - auc) ** 2;
    negativeSquares += negatives * (shareAbove - auc) ** 2;
  }
  const standardError = Math.sqrt(
    positiveSquares / (positiveCount - 1) / positiveCount +
      negativeSquares / (negativeCount - 1) / negativeCount,
  );
  const reach = normalQuantile * standardError;
  return {
    auc,
    standardError,
    lower: Math.max(0, auc - reach),
    upper: Math.min(1, auc + reach),
  };
}
