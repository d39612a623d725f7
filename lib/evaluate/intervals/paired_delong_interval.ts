/** DeLong's interval for the difference of two ROC AUCs on the same rows. */
import { type Interval, normalQuantile } from "@/evaluate/intervals/interval.ts";
import { placements } from "@/evaluate/intervals/placements.ts";
import { meanAndDeviation } from "@/evaluate/mean_and_deviation.ts";

/** A difference of AUCs with its uncertainty. */
export interface AucDifference extends Interval {
  /** First AUC less the second, in [−1, 1]. */
  readonly difference: number;
  readonly standardError: number;
}

/**
 * Difference ± 1.96 standard errors, cut to [−1, 1]; the bounds are NaN when a class has fewer
 * than two rows. That both models saw the same rows makes it far narrower than two intervals
 * apart. DeLong, DeLong, Clarke-Pearson, "Comparing the areas under two or more correlated
 * receiver operating characteristic curves", 1988, for the contrast (1, −1): the variance of the
 * rows' differences is the sum of both variances less twice the covariance.
 *
 * @param labels n labels, 0 or 1
 * @param first n finite scores on any scale
 * @param second n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function pairedDelongInterval(
  labels: Uint8Array,
  first: Float64Array,
  second: Float64Array,
): AucDifference {
  const others = placements(labels, second);
  const differences = placements(labels, first).map((placement, row) => placement - others[row]);
  const ofClass = (label: number) =>
    meanAndDeviation([...differences].filter((_, row) => labels[row] === label));
  const [negatives, positives] = [ofClass(0), ofClass(1)];
  const positiveCount = labels.reduce((sum, label) => sum + label, 0);
  const difference = positives.mean;
  const standardError = Math.sqrt(
    positives.deviation ** 2 / positiveCount +
      negatives.deviation ** 2 / (labels.length - positiveCount),
  );
  const reach = normalQuantile * standardError;
  return {
    difference,
    standardError,
    lower: Math.max(-1, difference - reach),
    upper: Math.min(1, difference + reach),
  };
}
