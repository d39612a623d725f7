/** A parameter's values sorted into cells of known probability, so that averages are exact sums. */
import type { ParamValue } from "@/estimators/contract.ts";
import type { Random } from "@/data/random.ts";
import { normalCdf } from "@/tune/normal_cdf.ts";
import { numericPrior, toAxis } from "@/tune/numeric_prior.ts";
import { optionValue } from "@/tune/option.ts";
import type { ChoiceParameter, Parameter } from "@/tune/space.ts";
import { createWeightedDraw } from "@/tune/weighted_draw.ts";

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
  const values = options.map(optionValue);
  const masses = Float64Array.from(values, (_, i) => probabilities?.[i] ?? 1 / values.length);
  return {
    masses,
    isOrdered: false,
    cellOf: (value) => {
      const cell = values.indexOf(value);
      return cell < 0 ? undefined : cell;
    },
    draw: createWeightedDraw(masses),
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
  // A tree can cut any set of integers out of an ordered axis, related or not.
  if (parameter.type === "randint") return within(parameter.low, value, parameter.high - 1);
  const prior = numericPrior(parameter);
  const place = toAxis(value, prior);
  return "sigma" in parameter
    ? normalCdf(place, prior.mu, prior.sigma)
    : within(prior.axis.low, place, prior.axis.high);
}

function within(low: number, value: number, high: number): number {
  return high > low ? (value - low) / (high - low) : 0;
}
