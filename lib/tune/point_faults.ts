/** Whether a point belongs to a space, as one read back from an earlier study may not. */
import type { ParamValue } from "@/estimators/contract.ts";
import { numericPrior } from "@/tune/numeric_prior.ts";
import { optionParameters, optionValue } from "@/tune/option.ts";
import { quantize } from "@/tune/quantize.ts";
import type { ChoiceParameter, Parameter, Point, Space } from "@/tune/space.ts";

/**
 * Why a point is not one of the space's, a sentence for each fault; empty when it is.
 *
 * A point has a value for each parameter that exists at it and for no other. Values of `q`
 * families are multiples of `q`, so rounding may take them past a bound, by half of `q` at most.
 */
export function pointFaults(space: Space, point: Point): string[] {
  const expected = new Set<string>();
  const faults = valueFaults(space, point, expected);
  const strangers = Object.keys(point).filter((name) => !expected.has(name));
  return [...faults, ...strangers.map((name) => `${name}: there is no such parameter here`)];
}

/** Adds the name of each parameter that exists to `expected`. */
function valueFaults(space: Space, point: Point, expected: Set<string>): string[] {
  return Object.entries(space).flatMap(([name, parameter]) => {
    expected.add(name);
    if (!Object.hasOwn(point, name)) return [`${name}: it has no value`];
    const value = point[name];
    if (parameter.type !== "choice") {
      return isNumberOf(parameter, value)
        ? []
        : [`${name}: ${JSON.stringify(value)} is no value of ${JSON.stringify(parameter)}`];
    }
    const chosen = parameter.options.find((option) => optionValue(option) === value);
    if (chosen === undefined) return [`${name}: ${JSON.stringify(value)} is none of its options`];
    return valueFaults(optionParameters(chosen), point, expected);
  });
}

function isNumberOf(parameter: Exclude<Parameter, ChoiceParameter>, value: ParamValue): boolean {
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if (parameter.type === "randint") {
    return Number.isInteger(value) && value >= parameter.low && value < parameter.high;
  }
  const { values, q } = numericPrior(parameter);
  if (q === undefined) return value >= values.low && value <= values.high;
  return value >= quantize(values.low, q) && value <= quantize(values.high, q) &&
    quantize(value, q) === value;
}
