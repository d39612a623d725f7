/** Mean and deviation of a metric over folds. */

/** Summary of k values. */
export interface MeanAndDeviation {
  readonly mean: number;
  /** Sample standard deviation, with k − 1 in the denominator. */
  readonly deviation: number;
}

/** The summary of k ≥ 1 values; the deviation of one value is NaN. */
export function meanAndDeviation(values: readonly number[]): MeanAndDeviation {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
