/** A draw of one parameter before anything was tried, as the space declares it. */
import type { Random } from "@/data/random.ts";
import type { ParamValue } from "@/estimators/contract.ts";
import { priorDraw } from "@/tune/categorical_density.ts";
import { fromAxis, type NumericParameter, numericPrior } from "@/tune/numeric_prior.ts";
import { optionValue } from "@/tune/option.ts";
import { quantize } from "@/tune/quantize.ts";
import type { Parameter } from "@/tune/space.ts";

/** A value of the parameter. */
export function drawPriorValue(parameter: Parameter, random: Random): ParamValue {
  switch (parameter.type) {
    case "randint":
      return parameter.low + random.integer(parameter.high - parameter.low);
    case "choice": {
      const { options, probabilities } = parameter;
      return optionValue(options[priorDraw({ size: options.length, probabilities })(random)]);
    }
    default:
      return drawNumber(parameter, random);
  }
}

function drawNumber(parameter: NumericParameter, random: Random): number {
  const prior = numericPrior(parameter);
  const { mu, sigma, axis, q } = prior;
  const isNormal = axis.low === -Infinity;
  const place = isNormal ? mu + sigma * random.normal() : axis.low + sigma * random.next();
  const value = fromAxis(place, prior);
  return q === undefined ? value : quantize(value, q);
}
