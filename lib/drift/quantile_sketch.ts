/** Quantiles of a stream in constant memory, near enough for charts. */

/** Counts of values in bins whose edges grow by a constant factor; adding changes it in place. */
export interface QuantileSketch {
  count: number;
  /** The first bin holds what is below the least value. */
  readonly bins: Float64Array;
}

/** Every quantile is off by at most this share of itself. */
export const relativeError = 0.005;

const growth = (1 + relativeError) / (1 - relativeError);
const logGrowth = Math.log(growth);
/** Smaller values count as 0, greater ones as the greatest. */
const [leastValue, greatestValue] = [1e-6, 1e9];
const leastBin = Math.ceil(Math.log(leastValue) / logGrowth);
const binCount = Math.ceil(Math.log(greatestValue) / logGrowth) - leastBin + 2;

/**
 * A sketch of nothing. Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch
 * with relative-error guarantees", 2019, for values of at least 0.
 */
export function emptySketch(): QuantileSketch {
  return { count: 0, bins: new Float64Array(binCount) };
}

/** Counts a value of at least 0. */
export function addToSketch(sketch: QuantileSketch, value: number): void {
  const bin = value < leastValue ? 0 : Math.ceil(Math.log(value) / logGrowth) - leastBin + 1;
  sketch.bins[bin < binCount ? bin : binCount - 1]++;
  sketch.count++;
}

/** The sketch of both streams. */
export function mergeSketches(a: QuantileSketch, b: QuantileSketch): QuantileSketch {
  return { count: a.count + b.count, bins: a.bins.map((count, bin) => count + b.bins[bin]) };
}

/**
 * The value of rank ⌊fraction (n − 1)⌋ among n, to {@linkcode relativeError}; NaN of nothing.
 *
 * @param fraction in [0, 1]
 */
export function sketchQuantile({ count, bins }: QuantileSketch, fraction: number): number {
  if (count === 0) return NaN;
  const rank = Math.floor(fraction * (count - 1));
  let [bin, passed] = [0, bins[0]];
  while (passed <= rank) passed += bins[++bin];
  return bin === 0 ? 0 : 2 * growth ** (bin - 1 + leastBin) / (growth + 1);
}
