/** The value that stands in for a missing number. */

/** How a missing number is filled; `none` leaves it NaN for estimators that take missing values. */
export type Imputation = "median" | "mean" | "none";

/** The filling value from n numbers, none of them NaN; 0 when there are none, NaN for `none`. */
export function fillValue(values: readonly number[], imputation: Imputation): number {
  if (imputation === "none") return NaN;
  if (values.length === 0) return 0;
  return imputation === "median" ? median(values) : mean(values);
}

/** The arithmetic mean of at least one number. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
