/** χ²: whether two samples fill categories alike. */
import { chiSquaredTail } from "@/drift/chi_squared_tail.ts";
import type { TestResult } from "@/drift/kolmogorov_smirnov.ts";
import { type CountPair, totalOf } from "@/drift/paired_counts.ts";

/**
 * Pearson's test of homogeneity, in which both samples are random. Equals SciPy's
 * `chi2_contingency(correction=False)`; categories that neither sample holds do not count. NaN
 * when a sample is empty or there is but one category.
 */
export function chiSquared(pair: CountPair): TestResult {
  const freedom = pair.reference.reduce(
    (sum, count, k) => sum + (count + pair.current[k] > 0 ? 1 : 0),
    -1,
  );
  const [n, m] = [totalOf(pair.reference), totalOf(pair.current)];
  if (n === 0 || m === 0 || freedom < 1) return { statistic: NaN, pValue: NaN };
  const statistic = chiSquaredStatistic(pair, n, m);
  return { statistic, pValue: chiSquaredTail(statistic, freedom) };
}

/**
 * The statistic of {@linkcode chiSquared} alone; 0 when a sample is empty.
 *
 * @param n size of the reference
 * @param m size of the present sample
 */
export function chiSquaredStatistic(
  { reference, current }: CountPair,
  n: number,
  m: number,
): number {
  if (n === 0 || m === 0) return 0;
  let sum = 0;
  for (let k = 0; k < reference.length; k++) {
    const total = reference[k] + current[k];
    if (total > 0) sum += (m * reference[k] - n * current[k]) ** 2 / total;
  }
  return sum / (n * m);
}

/**
 * Pearson's test of fit, which takes the reference's shares for the truth. Equals Evidently 0.7's
 * `chisquare`; for show, not for verdicts, since it blames the present for the reference's own
 * sampling error. A category that only the present holds makes the statistic infinite.
 */
export function chiSquaredFit({ reference, current }: CountPair): TestResult {
  const scale = totalOf(current) / totalOf(reference);
  let [statistic, freedom] = [0, -1];
  for (let k = 0; k < reference.length; k++) {
    const expected = scale * reference[k];
    if (expected === 0 && current[k] === 0) continue;
    statistic += (current[k] - expected) ** 2 / expected;
    freedom++;
  }
  return { statistic, pValue: freedom < 1 ? NaN : chiSquaredTail(statistic, freedom) };
}
