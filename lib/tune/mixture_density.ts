/** The density of a numeric parameter: a Gaussian mixture, truncated, in logarithms, on a lattice. */
import type { Density } from "@/tune/density.ts";
import { leastWidth, normalCdf } from "@/tune/normal_cdf.ts";
import { fromAxis, type NumericPrior, type Range } from "@/tune/numeric_prior.ts";
import type { GaussianMixture } from "@/tune/parzen_estimator.ts";
import { quantize } from "@/tune/quantize.ts";
import { createWeightedDraw } from "@/tune/weighted_draw.ts";

/**
 * The mixture as a density of values (Hyperopt's `GMM1` and `LGMM1`, and their `lpdf`).
 *
 * Two of Hyperopt's ways are kept: `loguniform` is not divided by the mixture's mass within the
 * bounds, which for one mixture is a constant and changes no choice among values; and `qlognormal`
 * leaves out what lies below 1e-12, where an observed 0 has its component.
 */
export function mixtureDensity(mixture: GaussianMixture, prior: NumericPrior): Density<number> {
  const { axis, q } = prior;
  const drawComponent = createWeightedDraw(mixture.weights);
  return {
    sample(random) {
      let place;
      do {
        const component = drawComponent(random);
        place = mixture.mus[component] + mixture.sigmas[component] * random.normal();
      } while (place < axis.low || place >= axis.high);
      const value = fromAxis(place, prior);
      return q === undefined ? value : quantize(value, q);
    },
    logPdf: q === undefined ? continuousLogPdf(mixture, prior) : latticeLogPdf(mixture, prior, q),
  };
}

/** The share of the mixture within a range of the axis. */
function massWithin({ weights, mus, sigmas }: GaussianMixture, { low, high }: Range): number {
  if (low === -Infinity && high === Infinity) return 1;
  return weights.reduce(
    (mass, weight, i) =>
      mass + weight * (normalCdf(high, mus[i], sigmas[i]) - normalCdf(low, mus[i], sigmas[i])),
    0,
  );
}

function continuousLogPdf(mixture: GaussianMixture, { isLog, axis }: NumericPrior) {
  const { weights, mus } = mixture;
  const widths = mixture.sigmas.map((sigma) => Math.max(sigma, leastWidth));
  const mass = isLog ? 1 : massWithin(mixture, axis);
  const logHeights = weights.map((weight, i) =>
    Math.log(weight / (isLog ? widths[i] : mixture.sigmas[i]) / Math.sqrt(2 * Math.PI) / mass)
  );
  const terms = new Float64Array(weights.length);
  return (value: number) => {
    const place = isLog ? Math.log(value) : value;
    for (let i = 0; i < terms.length; i++) {
      terms[i] = logHeights[i] - 0.5 * ((place - mus[i]) / widths[i]) ** 2;
    }
    return logSumExp(terms) - (isLog ? place : 0);
  };
}

/** Probability of the values that round to a multiple of `q`. */
function latticeLogPdf(mixture: GaussianMixture, prior: NumericPrior, q: number) {
  const { isLog, axis, values } = prior;
  const { weights, mus, sigmas } = mixture;
  const logMass = Math.log(massWithin(mixture, axis));
  const place = (bound: number) => isLog ? Math.log(Math.max(bound, leastWidth)) : bound;
  return (value: number) => {
    const upper = place(Math.min(value + q / 2, values.high));
    const lower = place(Math.max(value - q / 2, values.low));
    let probability = 0;
    for (let i = 0; i < weights.length; i++) {
      probability += weights[i] * normalCdf(upper, mus[i], sigmas[i]) -
        weights[i] * normalCdf(lower, mus[i], sigmas[i]);
    }
    // Below 0 by rounding, or because the value lies outside the bounds.
    return Math.log(Math.max(probability, 0)) - logMass;
  };
}

/** Of thousands of terms, those so far below the greatest are lost in rounding. */
const negligible = -50;

/** log Σ exp(term), safe from underflow. */
function logSumExp(terms: Float64Array): number {
  let greatest = -Infinity;
  for (let i = 0; i < terms.length; i++) greatest = Math.max(greatest, terms[i]);
  let sum = 0;
  for (let i = 0; i < terms.length; i++) {
    const distance = terms[i] - greatest;
    if (distance > negligible) sum += Math.exp(distance);
  }
  return greatest + Math.log(sum);
}
