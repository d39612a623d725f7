/** A point of a space, one parameter after the other. */
import type { ParamValue } from "@/estimators/contract.ts";
import { optionParameters, optionValue } from "@/tune/option.ts";
import type { Parameter, Point, Space } from "@/tune/space.ts";

/** Asks for a value of each parameter that exists, given the options chosen so far. */
export function choosePoint(
  space: Space,
  choose: (name: string, parameter: Parameter) => ParamValue,
): Point {
  return Object.fromEntries(chosenEntries(space, choose));
}

function chosenEntries(
  space: Space,
  choose: (name: string, parameter: Parameter) => ParamValue,
): [string, ParamValue][] {
  return Object.entries(space).flatMap(([name, parameter]) => {
    const value = choose(name, parameter);
    const chosen = parameter.type === "choice"
      ? parameter.options.find((option) => optionValue(option) === value)
      : undefined;
    const nested = chosen === undefined ? [] : chosenEntries(optionParameters(chosen), choose);
    return [[name, value], ...nested];
  });
}
