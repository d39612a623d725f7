/** Wasserstein distance: how far the values of one sample must move to become the other. */
import { momentsOf, type NumberCounts, totalOf } from "@/drift/paired_counts.ts";

/**
 * The first Wasserstein distance, in the column's unit: the area between the distribution
 * functions. Equals SciPy's `wasserstein_distance`; 0 when a sample is empty.
 *
 * @param n size of the reference
 * @param m size of the present sample
 */
export function wasserstein(
  { values, reference, current }: NumberCounts,
  n = totalOf(reference),
  m = totalOf(current),
): number {
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
  return wasserstein(pair) /
    Math.max(momentsOf(pair.values, pair.reference).deviation, leastDeviation);
}
