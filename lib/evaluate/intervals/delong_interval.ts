/** DeLong's interval for ROC AUC, for samples with dozens of rows of each class and more. */
import { type Interval, normalQuantile } from "@/evaluate/intervals/interval.ts";
import { placements } from "@/evaluate/intervals/placements.ts";
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
  const contributions = placements(labels, scores);
  const squares = [0, 0];
  const counts = [0, 0];
  labels.forEach((label, row) => {
    squares[label] += (contributions[row] - auc) ** 2;
    counts[label]++;
  });
  const [negativeVariance, positiveVariance] = squares.map((sum, label) =>
    sum / (counts[label] - 1) / counts[label]
  );
  const standardError = Math.sqrt(positiveVariance + negativeVariance);
  const reach = normalQuantile * standardError;
  return {
    auc,
    standardError,
    lower: Math.max(0, auc - reach),
    upper: Math.min(1, auc + reach),
  };
}
