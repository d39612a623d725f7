/** What the observed values of one parameter say of its next value. */
import type { ParamValue } from "@/estimators/contract.ts";
import { categoricalDensity } from "@/tune/categorical_density.ts";
import type { Density } from "@/tune/density.ts";
import { mixtureDensity } from "@/tune/mixture_density.ts";
import { numericPrior, toAxis } from "@/tune/numeric_prior.ts";
import { optionValue } from "@/tune/option.ts";
import { parzenEstimator } from "@/tune/parzen_estimator.ts";
import type { ChoiceParameter, Parameter, RandomIntegerParameter } from "@/tune/space.ts";

/**
 * The density of a parameter given values of it, its prior counted among them.
 *
 * @param observed values of the parameter, the oldest first; may be empty
 */
export function posterior(
  parameter: Parameter,
  observed: readonly ParamValue[],
): Density<ParamValue> {
  switch (parameter.type) {
    case "choice":
      return choicePosterior(parameter, observed);
    case "randint":
      return integerPosterior(parameter, observed as readonly number[]);
    default: {
      const prior = numericPrior(parameter);
      const places = (observed as readonly number[]).map((value) => toAxis(value, prior));
      return mixtureDensity(parzenEstimator(places, prior), prior);
    }
  }
}

function choicePosterior(
  { options, probabilities }: ChoiceParameter,
  observed: readonly ParamValue[],
): Density<ParamValue> {
  const values = options.map(optionValue);
  const indices = new Map(values.map((value, index) => [value, index]));
  const density = categoricalDensity(
    observed.map((value) => indices.get(value)!),
    { size: options.length, probabilities },
  );
  return {
    sample: (random) => values[density.sample(random)],
    logPdf: (value) => density.logPdf(indices.get(value)!),
  };
}

function integerPosterior(
  { low, high }: RandomIntegerParameter,
  observed: readonly number[],
): Density<number> {
  const density = categoricalDensity(observed.map((value) => value - low), { size: high - low });
  return {
    sample: (random) => low + density.sample(random),
    logPdf: (value) => density.logPdf(value - low),
  };
}
