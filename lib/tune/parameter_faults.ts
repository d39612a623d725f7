/** What can be wrong with a parameter whose fields have the right types. */
import { type NumericParameter, numericPrior, type Range } from "@/tune/numeric_prior.ts";
import { optionValue } from "@/tune/option.ts";
import type { ChoiceParameter, Parameter, RandomIntegerParameter } from "@/tune/space.ts";

/** One fault. */
export interface ParameterFault {
  /** The field at fault. */
  readonly field: string;
  readonly message: string;
}

/** No normal draw is as far from its mean, in standard deviations. */
const farthestDraw = 16;
/** Beyond it, exp leaves the ordinary doubles. */
const greatestExponent = 708;
/** Beyond it, neighbouring multiples of a step fall together. */
const mostSteps = 2 ** 53;
const mostIntegers = 2 ** 32;
const sumTolerance = 1e-9;

/** All that is wrong with a parameter, its options' own parameters left aside. */
export function parameterFaults(parameter: Parameter): ParameterFault[] {
  switch (parameter.type) {
    case "randint":
      return integerFaults(parameter);
    case "choice":
      return choiceFaults(parameter);
    default:
      return numericFaults(parameter);
  }
}

function numericFaults(parameter: NumericParameter): ParameterFault[] {
  const faults = "low" in parameter ? rangeFaults(parameter) : normalFaults(parameter);
  return faults.length > 0 ? faults : stepFaults(parameter);
}

function rangeFaults(parameter: Extract<NumericParameter, Range>): ParameterFault[] {
  const faults = orderFaults(parameter);
  if (faults.length > 0) return faults;
  const { isLog, mu, sigma } = numericPrior(parameter);
  if (isLog && parameter.low <= 0) {
    return [fault("low", `expected a value above 0, not a logarithm, found ${parameter.low}`)];
  }
  const isUsable = sigma > 0 && Number.isFinite(sigma) && Number.isFinite(mu);
  return isUsable ? [] : [fault("high", "too near or too far from low for double precision")];
}

function normalFaults(parameter: Exclude<NumericParameter, Range>): ParameterFault[] {
  const { isLog, mu, sigma } = numericPrior(parameter);
  const limit = isLog ? greatestExponent : Number.MAX_VALUE;
  if (Math.abs(mu) + farthestDraw * sigma <= limit) return [];
  const unit = isLog ? "; mu and sigma are of the logarithm" : "";
  return [fault("sigma", `draws would leave double precision${unit}`)];
}

function stepFaults(parameter: NumericParameter): ParameterFault[] {
  const { isLog, mu, sigma, values, q } = numericPrior(parameter);
  if (q === undefined) return [];
  const greatest = "low" in parameter
    ? Math.max(Math.abs(values.low), Math.abs(values.high))
    : isLog
    ? Math.exp(mu)
    : Math.abs(mu) + farthestDraw * sigma;
  const isCountable = greatest / q <= mostSteps;
  return isCountable ? [] : [fault("q", "too small to count its multiples in double precision")];
}

function integerFaults(parameter: RandomIntegerParameter): ParameterFault[] {
  const isTooWide = parameter.high - parameter.low > mostIntegers;
  return isTooWide
    ? [fault("high", "more than 4294967296 integers from low")]
    : orderFaults(parameter);
}

function orderFaults({ low, high }: Range): ParameterFault[] {
  return low < high ? [] : [fault("low", `expected a value below high, ${high}, found ${low}`)];
}

function choiceFaults({ options, probabilities }: ChoiceParameter): ParameterFault[] {
  const faults: ParameterFault[] = [];
  const values = options.map(optionValue);
  if (new Set(values).size < values.length) {
    const repeated = values.filter((value, i) => values.indexOf(value) < i);
    faults.push(
      fault("options", `expected each value once, found ${JSON.stringify(repeated[0])} again`),
    );
  }
  if (probabilities && probabilities.length !== options.length) {
    const found = `found ${probabilities.length} for ${options.length} options`;
    faults.push(fault("probabilities", `expected one for each option, ${found}`));
  }
  const sum = probabilities?.reduce((total, probability) => total + probability, 0) ?? 1;
  if (Math.abs(sum - 1) > sumTolerance) {
    faults.push(fault("probabilities", `expected a sum of 1, found ${sum}`));
  }
  return faults;
}

const fault = (field: string, message: string): ParameterFault => ({ field, message });
