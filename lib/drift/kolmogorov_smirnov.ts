/** Kolmogorov–Smirnov: the widest gap between two samples' distribution functions. */
import { type CountPair, totalOf } from "@/drift/paired_counts.ts";

/** A statistic and how likely one as great is when both samples come from one distribution. */
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * The two-sided two-sample test with its exact p-value. Equals SciPy's
 * `ks_2samp(method="exact")`, which is its default up to 10,000 rows and what Evidently calls.
 * With ties the p-value is too great, as there. NaN when a sample is empty.
 *
 * @param pair counts in the order of their values
 */
export function kolmogorovSmirnov(pair: CountPair): TestResult {
  const [n, m] = [totalOf(pair.reference), totalOf(pair.current)];
  if (n === 0 || m === 0) return { statistic: NaN, pValue: NaN };
  const gap = widestGap(pair, n, m);
  return { statistic: gap / (n * m), pValue: exactPValue(gap, n, m) };
}

/**
 * The statistic alone, in [0, 1]; 0 when a sample is empty.
 *
 * @param n size of the reference
 * @param m size of the present sample
 */
export function ksStatistic(pair: CountPair, n: number, m: number): number {
  return n === 0 || m === 0 ? 0 : widestGap(pair, n, m) / (n * m);
}

/** The gap times n m, a whole number. */
function widestGap({ reference, current }: CountPair, n: number, m: number): number {
  let widest = 0;
  let gap = 0;
  for (let k = 0; k < reference.length; k++) {
    gap += m * reference[k] - n * current[k];
    widest = Math.max(widest, Math.abs(gap));
  }
  return widest;
}

/**
 * Under the null every order of the n + m values is equally likely, and an order is a path on a
 * grid from (0, 0) to (n, m). The p-value is the probability that a random path meets a point
 * where |m x − n y| is at least the gap (Hodges, "The significance probability of the Smirnov
 * two-sample test", 1958). Only positive numbers are added, so small p-values are exact too.
 */
function exactPValue(gap: number, n: number, m: number): number {
  if (gap === 0) return 1;
  let met = 0;
  let previous = new Float64Array(m + 1);
  let reached = new Float64Array(m + 1);
  for (let x = 0; x <= n; x++) {
    const first = Math.max(0, Math.floor((m * (x - 1) - gap) / n));
    const last = Math.min(m, Math.ceil((m * x + gap) / n));
    reached.fill(0);
    for (let y = first; y <= last; y++) {
      const fromLeft = x === 0 ? 0 : previous[y] * (n - x + 1) / (n - x + 1 + m - y);
      const fromBelow = y === 0 ? 0 : reached[y - 1] * (m - y + 1) / (n - x + m - y + 1);
      const probability = x === 0 && y === 0 ? 1 : fromLeft + fromBelow;
      if (Math.abs(m * x - n * y) >= gap) met += probability;
      else reached[y] = probability;
    }
    [previous, reached] = [reached, previous];
  }
  return Math.min(1, met);
}
