/** A confidence interval at 95 %, the one level used throughout. */

/** Bounds of a 95 % confidence interval; both NaN where it is undefined. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The standard normal quantile at 0.975, half the width of a 95 % interval in deviations. */
export const normalQuantile = 1.959963984540054;
