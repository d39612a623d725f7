/** Wasserstein distance: how far the values of one sample must move to become the other. */
import { type NumberCounts, totalOf } from "@/drift/paired_counts.ts";

/**
 * The first Wasserstein distance, in the column's unit: the area between the distribution
 * functions. Equals SciPy's `wasserstein_distance`; 0 when a sample is empty.
 */
export function wasserstein({ values, reference, current }: NumberCounts): number {
  const [n, m] = [totalOf(reference), totalOf(current)];
  if (n === 0 || m === 0) return 0;
  let area = 0;
  let gap = 0;
  for (let k = 0; k + 1 < values.length; k++) {
    gap += m * reference[k] - n * current[k];
    area += Math.abs(gap) * (values[k + 1] - values[k]);
  }
  return area / (n * m);
}

/** Deviations below this count as this, as in Evidently: a constant column is not divided by zero. */
const leastDeviation = 0.001;

/**
 * The distance in the reference's standard deviations (n in the denominator). Equals Evidently's
 * `wasserstein`, whose own threshold is 0.1.
 */
export function normedWasserstein(pair: NumberCounts): number {
  return wasserstein(pair) / Math.max(deviationOf(pair), leastDeviation);
}

function deviationOf({ values, reference }: NumberCounts): number {
  const n = totalOf(reference);
  if (n === 0) return 0;
  const meanOf = (valueOf: (value: number) => number) =>
    values.reduce((sum, value, k) => sum + reference[k] * valueOf(value), 0) / n;
  const mean = meanOf((value) => value);
  return Math.sqrt(meanOf((value) => (value - mean) ** 2));
}
