/** A hyperparameter as an axis from 0 to 1, on its own scale. */
import type { ParamValue } from "@/estimators/contract.ts";
import { type AxisTick, niceTicks } from "@/plots/nice_ticks.ts";
import type { StudyInput } from "@/plots/study.ts";
import { valueText } from "@/plots/value_text.ts";
import { flattenSpace } from "@/tune/flatten_space.ts";
import { optionValue } from "@/tune/option.ts";
import type { ChoiceParameter, Parameter } from "@/tune/space.ts";

/** An axis of one parameter. */
export interface ParamAxis {
  readonly name: string;
  /** The options of a choice; undefined for numbers. */
  readonly options?: readonly ParamValue[];
  /** Where a value lies, in [0, 1]. */
  readonly place: (value: ParamValue) => number;
  readonly ticks: readonly AxisTick[];
  /** Whether any trial had the parameter. */
  readonly isTried: boolean;
  /** What was searched, such as `1 to 10` or `gini, entropy`. */
  readonly searched: string;
}

type Scale = Omit<ParamAxis, "name" | "isTried">;

/**
 * One axis a parameter, in the order of the space. Numbers span what was searched, widened to the
 * trials' values where these lie outside or the distribution has no bounds.
 */
export function paramAxes({ space, trials }: Pick<StudyInput, "space" | "trials">): ParamAxis[] {
  return flattenSpace(space).map(([name, parameter]) => {
    const values = trials.map(({ point }) => point[name]).filter((value) => value !== undefined);
    return {
      name,
      isTried: values.length > 0,
      ...parameter.type === "choice" ? choice(parameter) : number(parameter, values),
    };
  });
}

function choice({ options }: ChoiceParameter): Scale {
  const values = options.map(optionValue);
  const place = (index: number) => (index + 0.5) / values.length;
  return {
    options: values,
    place: (value) => place(values.indexOf(value)),
    ticks: values.map((value, i) => ({ at: place(i), text: valueText(value) })),
    searched: values.map(valueText).join(", "),
  };
}

function number(
  parameter: Exclude<Parameter, ChoiceParameter>,
  values: readonly ParamValue[],
): Scale {
  const extent = [...boundsOf(parameter), ...values.map(Number)];
  const [low, high] = [Math.min(...extent), Math.max(...extent)];
  // Rounding to a multiple can leave zero, which has no logarithm.
  const isLog = parameter.type.includes("log") && low > 0;
  const scaled = (value: number) => isLog ? Math.log(value) : value;
  const [from, to] = [scaled(low), scaled(high)];
  const place = (value: ParamValue) =>
    to > from ? (scaled(Number(value)) - from) / (to - from) : 0.5;
  const ticks = extent.length > 0 ? niceTicks(low, high, isLog ? "log" : "linear") : [];
  return {
    place,
    ticks: ticks.filter((tick) => parameter.type !== "randint" || Number.isInteger(tick))
      .map((tick) => ({ at: place(tick), text: valueText(tick) })),
    searched: searchedText(parameter),
  };
}

function boundsOf(parameter: Exclude<Parameter, ChoiceParameter>): number[] {
  if (!("low" in parameter)) return [];
  return [parameter.low, parameter.type === "randint" ? parameter.high - 1 : parameter.high];
}

function searchedText(parameter: Exclude<Parameter, ChoiceParameter>): string {
  const scale = parameter.type.includes("log") ? " (log scale)" : "";
  if ("mu" in parameter) {
    return `around ${valueText(parameter.mu)} ± ${valueText(parameter.sigma)}${scale}`;
  }
  return `${boundsOf(parameter).map(valueText).join(" to ")}${scale}`;
}
