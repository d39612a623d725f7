/** Whether one sample tends to be greater than another, by ranks. */
import { normalCdf } from "@/tune/normal_cdf.ts";

/**
 * Two-sided p-value of the Mann–Whitney U test: normal approximation with the correction for ties
 * and the one for continuity, as `scipy.stats.mannwhitneyu(method="asymptotic")`.
 */
export function mannWhitneyP(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const size = a.length + b.length;
  const counts = Map.groupBy([...a, ...b], (value) => value).values();
  const ties = counts.reduce((sum, { length }) => sum + length ** 3 - length, 0);
  const variance = a.length * b.length / 12 * (size + 1 - ties / (size * (size - 1)));
  const excess = Math.abs(wins - a.length * b.length / 2) - 0.5;
  return Math.min(1, 2 * normalCdf(-excess, 0, Math.sqrt(variance)));
}
