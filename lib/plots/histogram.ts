/** Counts of probabilities in equal bins, so that a figure carries bars and not every row. */

/** Bins of [0, 1]. */
export interface Histogram {
  readonly centers: readonly number[];
  readonly counts: readonly number[];
}

/** Counts values in [0, 1] in `binCount` equal bins; the last takes 1 too. */
export function histogram(values: ArrayLike<number>, binCount: number): Histogram {
  const counts = new Array<number>(binCount).fill(0);
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(binCount - 1, Math.floor(values[i] * binCount))]++;
  }
  return { centers: counts.map((_, bin) => (bin + 0.5) / binCount), counts };
}
