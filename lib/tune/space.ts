/** The vocabulary in which a search space is declared: plain data, as in `--space FILE`. */
import type { ParamValue } from "@/estimators/contract.ts";

/** Any number in [low, high], all equally likely. */
export interface UniformParameter {
  readonly type: "uniform";
  readonly low: number;
  readonly high: number;
}

/**
 * Multiples of `q`: a uniform draw from [low, high], rounded to the nearest. Where a bound is no
 * multiple, that may lie beyond it, by half of `q` at most: every family rounds as Hyperopt does.
 */
export interface QuantizedUniformParameter {
  readonly type: "quniform";
  readonly low: number;
  readonly high: number;
  readonly q: number;
}

/** Any number in [low, high], its logarithm uniform; 0 < low. The bounds are values, not logarithms. */
export interface LogUniformParameter {
  readonly type: "loguniform";
  readonly low: number;
  readonly high: number;
}

/** As `loguniform`, rounded to the nearest multiple of `q`. */
export interface QuantizedLogUniformParameter {
  readonly type: "qloguniform";
  readonly low: number;
  readonly high: number;
  readonly q: number;
}

/** A number from the normal distribution. */
export interface NormalParameter {
  readonly type: "normal";
  readonly mu: number;
  readonly sigma: number;
}

/** As `normal`, rounded to the nearest multiple of `q`. */
export interface QuantizedNormalParameter {
  readonly type: "qnormal";
  readonly mu: number;
  readonly sigma: number;
  readonly q: number;
}

/** A positive number whose logarithm is normal with `mu` and `sigma`. */
export interface LogNormalParameter {
  readonly type: "lognormal";
  readonly mu: number;
  readonly sigma: number;
}

/** As `lognormal`, rounded to the nearest multiple of `q`. */
export interface QuantizedLogNormalParameter {
  readonly type: "qlognormal";
  readonly mu: number;
  readonly sigma: number;
  readonly q: number;
}

/** An integer from `low` up to, but not including, `high`; neighbours tell nothing of each other. */
export interface RandomIntegerParameter {
  readonly type: "randint";
  readonly low: number;
  readonly high: number;
}

/** One of some options, equally likely unless `probabilities` says otherwise. */
export interface ChoiceParameter {
  readonly type: "choice";
  readonly options: readonly ChoiceOption[];
  /** One for each option, in [0, 1], summing to 1. */
  readonly probabilities?: readonly number[];
}

/** A value, or a value with parameters that exist only when it is chosen. */
export type ChoiceOption = ParamValue | ConditionalOption;

/** An option with parameters of its own. */
export interface ConditionalOption {
  readonly value: ParamValue;
  readonly parameters: Space;
}

/** One dimension of a space. */
export type Parameter =
  | UniformParameter
  | QuantizedUniformParameter
  | LogUniformParameter
  | QuantizedLogUniformParameter
  | NormalParameter
  | QuantizedNormalParameter
  | LogNormalParameter
  | QuantizedLogNormalParameter
  | RandomIntegerParameter
  | ChoiceParameter;

/** Parameters by name; a name is unique in the whole space, options included. */
export interface Space {
  readonly [name: string]: Parameter;
}

/** One value for each parameter that exists at this point of a space; values, never indices. */
export type Point = Readonly<Record<string, ParamValue>>;
