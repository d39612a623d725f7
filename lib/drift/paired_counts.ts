/** Two samples as counts over what either holds: the one form in which statistics read them. */

/** How often each of k values or categories stands in the reference and in the present. */
export interface CountPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Counts of numbers. */
export interface NumberCounts extends CountPair {
  /** The k distinct numbers of both samples, ascending. */
  readonly values: Float64Array;
}

/** Counts two samples of numbers, none of them NaN. */
export function pairNumbers(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): NumberCounts {
  const values = Float64Array.from(new Set([...Array.from(reference), ...Array.from(current)]))
    .sort();
  const places = new Map(Array.from(values, (value, place) => [value, place]));
  const counted = (sample: ArrayLike<number>) => {
    const counts = new Float64Array(values.length);
    for (let i = 0; i < sample.length; i++) counts[places.get(sample[i])!]++;
    return counts;
  };
  return { values, reference: counted(reference), current: counted(current) };
}

/** Mean and standard deviation (n in the denominator) of counted numbers; NaN without any. */
export function momentsOf(
  values: Float64Array,
  counts: Float64Array,
): { readonly mean: number; readonly deviation: number } {
  const total = totalOf(counts);
  const meanOf = (valueOf: (value: number) => number) =>
    values.reduce((sum, value, k) => sum + counts[k] * valueOf(value), 0) / total;
  const mean = meanOf((value) => value);
  return { mean, deviation: Math.sqrt(meanOf((value) => (value - mean) ** 2)) };
}

/** The size of a sample. */
export function totalOf(counts: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += counts[k];
  return sum;
}
