/** Every numeric parameter as one description: a normal on an axis, its bounds and its lattice. */
import { leastWidth } from "@/tune/normal_cdf.ts";
import type { ChoiceParameter, Parameter, RandomIntegerParameter } from "@/tune/space.ts";

/** A parameter whose neighbouring values tell of each other. */
export type NumericParameter = Exclude<Parameter, RandomIntegerParameter | ChoiceParameter>;

/** From `low` to `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What is believed of a numeric parameter before anything was tried. */
export interface NumericPrior {
  /** Whether the axis, on which normals are normal, holds logarithms of the values. */
  readonly isLog: boolean;
  /** Mean, on the axis. */
  readonly mu: number;
  /** Standard deviation, on the axis. */
  readonly sigma: number;
  /** Where draws may fall, on the axis; infinite for the normal families. */
  readonly axis: Range;
  /** The same range in values, as far as doubles reach. */
  readonly values: Range;
  /** Values are multiples of this, if it is given. */
  readonly q: number | undefined;
}

const logFamilies: readonly NumericParameter["type"][] = [
  "loguniform",
  "qloguniform",
  "lognormal",
  "qlognormal",
];

/** The prior that Hyperopt gives a parameter: one as wide as its range, at its middle. */
export function numericPrior(parameter: NumericParameter): NumericPrior {
  const isLog = logFamilies.includes(parameter.type);
  const q = "q" in parameter ? parameter.q : undefined;
  if ("sigma" in parameter) {
    const { mu, sigma } = parameter;
    const low = isLog ? Number.MIN_VALUE : -Number.MAX_VALUE;
    const values = { low, high: Number.MAX_VALUE };
    return { isLog, mu, sigma, axis: { low: -Infinity, high: Infinity }, values, q };
  }
  const { low, high } = parameter;
  const axis = isLog ? { low: Math.log(low), high: Math.log(high) } : { low, high };
  return {
    isLog,
    mu: 0.5 * (axis.high + axis.low),
    sigma: axis.high - axis.low,
    axis,
    values: { low, high },
    q,
  };
}

/** Where a value lies on the axis. */
export function toAxis(value: number, { isLog, values, q }: NumericPrior): number {
  if (!isLog) return value;
  // Rounding to the lattice may have taken a value below its range, to 0 at worst.
  return Math.log(q === undefined ? value : Math.max(value, values.low, leastWidth));
}

/** The value at a place on the axis; not yet on the lattice. */
export function fromAxis(place: number, { isLog, values }: NumericPrior): number {
  // exp and log may be off by one unit in the last place, and −0 is no value to show.
  const value = isLog ? Math.exp(place) : place;
  return Math.min(Math.max(value, values.low), values.high) + 0;
}
