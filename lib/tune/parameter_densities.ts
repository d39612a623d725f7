/** What TPE makes of one parameter: where good trials had it, and where the others did. */
import type { ParamValue } from "@/estimators/contract.ts";
import type { Density } from "@/tune/density.ts";
import { posterior } from "@/tune/posterior.ts";
import type { JudgedTrial } from "@/tune/sampler.ts";
import type { Parameter } from "@/tune/space.ts";
import type { SplitTrials } from "@/tune/split_trials.ts";

/** The two densities of a parameter. */
export interface ParameterDensities {
  /** l, of its values in the good trials. */
  readonly good: Density<ParamValue>;
  /** g, of its values in all others. */
  readonly rest: Density<ParamValue>;
}

/** The densities l and g, from the trials in which the parameter existed. */
export function parameterDensities(
  name: string,
  parameter: Parameter,
  { below, above }: SplitTrials,
): ParameterDensities {
  return {
    good: posterior(parameter, valuesOf(name, below)),
    rest: posterior(parameter, valuesOf(name, above)),
  };
}

function valuesOf(name: string, trials: readonly JudgedTrial[]): ParamValue[] {
  return trials.flatMap(({ point }) => Object.hasOwn(point, name) ? [point[name]] : []);
}
