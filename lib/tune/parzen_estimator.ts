/** The adaptive Parzen estimator: a normal around each observation, as wide as its neighbours are far. */
import { linearForgettingWeights } from "@/tune/linear_forgetting.ts";

/** Normal components side by side. */
export interface GaussianMixture {
  /** Each in (0, 1), summing to 1. */
  readonly weights: Float64Array;
  /** Ascending. */
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
}

/**
 * A mixture of the prior and one component for each of K observations (Hyperopt's
 * `adaptive_parzen_normal`, after Bergstra et al., "Algorithms for hyper-parameter optimization",
 * 2011, section 4.1).
 *
 * A component's width is the greater distance to its neighbours, the prior's mean among them, held
 * between `prior.sigma` / min(100, K + 2) and `prior.sigma`; a single observation gets half the
 * prior's width. The prior keeps its width, and weighs as much as one recent observation.
 *
 * @param observations the oldest first
 */
export function parzenEstimator(
  observations: ArrayLike<number>,
  prior: { readonly mu: number; readonly sigma: number },
): GaussianMixture {
  const count = observations.length;
  const values = Array.from(observations);
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  // A single observation on the prior's mean comes before it, equal ones among many after it.
  const comesFirst = (mu: number) => count === 1 ? mu <= prior.mu : mu < prior.mu;
  const priorPlace = values.filter(comesFirst).length;

  const forgetting = linearForgettingWeights(count);
  const mus = Float64Array.from(order.map((i) => values[i]).toSpliced(priorPlace, 0, prior.mu));
  const weights = Float64Array.from(order.map((i) => forgetting[i]).toSpliced(priorPlace, 0, 1));
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);

  const leastSigma = prior.sigma / Math.min(100, count + 2);
  const sigmas = mus.map((mu, i) => {
    if (i === priorPlace) return prior.sigma;
    if (count === 1) return prior.sigma / 2;
    const below = i > 0 ? mu - mus[i - 1] : 0;
    const above = i < count ? mus[i + 1] - mu : 0;
    return Math.min(Math.max(below, above, leastSigma), prior.sigma);
  });
  return { weights: weights.map((weight) => weight / weightSum), mus, sigmas };
}
