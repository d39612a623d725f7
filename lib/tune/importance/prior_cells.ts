/** A parameter's values sorted into cells of known probability, so that averages are exact sums. */
import type { ParamValue } from "@/estimators/contract.ts";
import { normalCdf } from "@/data/synthetic/normal.ts";
import type { Random } from "@/data/random.ts";
import type { ChoiceParameter, Parameter } from "@/tune/space.ts";

/** The cells of one parameter. */
export interface PriorCells {
  /** Probability of each cell before anything was tried; they sum to 1. */
  readonly masses: Float64Array;
  /** Whether neighbouring cells hold neighbouring values. */
  readonly isOrdered: boolean;
  /** The cell of a value, undefined for what the parameter cannot be. */
  cellOf(value: ParamValue): number | undefined;
  /** A cell drawn with the probability that it has. */
  draw(random: Random): number;
}

/** Finer than a few hundred trials can tell apart. */
const numericCellCount = 128;

/** A cell for each option of a choice, 128 equally likely ones for numbers. */
export function priorCells(parameter: Parameter): PriorCells {
  return parameter.type === "choice" ? optionCells(parameter) : numericCells(parameter);
}

function optionCells({ options, probabilities }: ChoiceParameter): PriorCells {
  const values = options.map((option) => typeof option === "object" ? option.value : option);
  const masses = Float64Array.from(values, (_, i) => probabilities?.[i] ?? 1 / values.length);
  return {
    masses,
    isOrdered: false,
    cellOf: (value) => {
      const cell = values.indexOf(value);
      return cell < 0 ? undefined : cell;
    },
    draw: (random) => {
      let rest = random.next();
      const cell = masses.findIndex((mass) => (rest -= mass) < 0);
      return cell < 0 ? masses.findLastIndex((mass) => mass > 0) : cell;
    },
  };
}

function numericCells(parameter: Exclude<Parameter, ChoiceParameter>): PriorCells {
  return {
    masses: new Float64Array(numericCellCount).fill(1 / numericCellCount),
    isOrdered: true,
    cellOf: (value) => {
      if (typeof value !== "number") return undefined;
      const share = shareBelow(parameter, value);
      return Math.min(numericCellCount - 1, Math.max(0, Math.floor(numericCellCount * share)));
    },
    draw: (random) => random.integer(numericCellCount),
  };
}

/** The prior probability of a value below this one; rounding to `q` moves it little. */
function shareBelow(parameter: Exclude<Parameter, ChoiceParameter>, value: number): number {
  switch (parameter.type) {
    case "uniform":
    case "quniform":
      return within(parameter.low, value, parameter.high);
    case "loguniform":
    case "qloguniform":
      return within(Math.log(parameter.low), Math.log(value), Math.log(parameter.high));
    case "normal":
    case "qnormal":
      return normalCdf((value - parameter.mu) / parameter.sigma);
    case "lognormal":
    case "qlognormal":
      return normalCdf((Math.log(value) - parameter.mu) / parameter.sigma);
    // A tree can cut any set of integers out of an ordered axis, related or not.
    case "randint":
      return within(parameter.low, value, parameter.high - 1);
  }
}

function within(low: number, value: number, high: number): number {
  return high > low ? (value - low) / (high - low) : 0;
}
