/** Tests of whether two samples may come from one distribution, at the 99.9 % level. */

/** |z| that a normal draw exceeds once in a thousand times, shared among so many looks. */
export function normalLimit(lookCount: number): number {
  // Bonferroni: the two-sided tail of 0.001 / looks, by its asymptotic series.
  const tail = 0.0005 / lookCount;
  let z = 3;
  for (let step = 0; step < 50; step++) {
    z = Math.sqrt(-2 * Math.log(tail * z * Math.sqrt(2 * Math.PI)));
  }
  return z;
}

/** z of the difference of two shares, pooled, corrected for continuity. */
export function shareDifference(a: number, n: number, b: number, m: number): number {
  const pooled = (a + b) / (n + m);
  if (pooled === 0 || pooled === 1) return 0;
  const difference = Math.abs(a / n - b / m);
  const correction = 0.5 * (1 / n + 1 / m);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return Math.max(0, difference - correction) / deviation;
}

/** Kolmogorov and Smirnov's distance of two samples, in units of its standard error. */
export function scaledDistance(a: readonly number[], b: readonly number[]): number {
  const values = [...new Set([...a, ...b])].sort((x, y) => x - y);
  const cumulative = (sample: readonly number[]) => {
    const sorted = [...sample].sort((x, y) => x - y);
    let reached = 0;
    return values.map((value) => {
      while (reached < sorted.length && sorted[reached] <= value) reached++;
      return reached / sorted.length;
    });
  };
  const [ofA, ofB] = [cumulative(a), cumulative(b)];
  const distance = Math.max(...ofA.map((value, index) => Math.abs(value - ofB[index])));
  return distance * Math.sqrt(a.length * b.length / (a.length + b.length));
}

/** Correlation over the pairs where both are numbers, with their count. */
export function correlation(a: readonly (number | null)[], b: readonly (number | null)[]) {
  const pairs = a.flatMap((x, i) => x === null || b[i] === null ? [] : [[x, b[i]]]);
  const mean = (k: number) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [aa, bb, ab] = [0, 0, 0];
  for (const [x, y] of pairs) {
    aa += (x - meanA) ** 2;
    bb += (y - meanB) ** 2;
    ab += (x - meanA) * (y - meanB);
  }
  return { value: ab / Math.sqrt(aa * bb), pairCount: pairs.length };
}
