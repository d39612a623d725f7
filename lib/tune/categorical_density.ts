/** The density of a parameter whose values tell nothing of each other: weighted counts. */
import type { Random } from "@/data/random.ts";
import type { Density } from "@/tune/density.ts";
import { linearForgettingWeights } from "@/tune/linear_forgetting.ts";
import { createWeightedDraw } from "@/tune/weighted_draw.ts";

/** What is believed of indices before anything was tried. */
export interface CategoricalPrior {
  /** n: indices run from 0 to n − 1. */
  readonly size: number;
  /** One for each index, summing to 1; all equal unless given. */
  readonly probabilities?: readonly number[] | undefined;
}

/**
 * Probability of each index: its prior probability, counted n times, and its observations, the
 * old ones fading (Hyperopt's `ap_randint_sampler` and `ap_categorical_sampler`).
 *
 * Nothing here grows with n, unless probabilities are given: an integer may have billions of values.
 *
 * @param observations indices, the oldest first
 */
export function categoricalDensity(
  observations: readonly number[],
  prior: CategoricalPrior,
): Density<number> {
  const { size, probabilities } = prior;
  const weights = linearForgettingWeights(observations.length);
  const counts = new Map<number, number>();
  observations.forEach((index, i) => counts.set(index, (counts.get(index) ?? 0) + weights[i]));
  const total = weights.reduce((sum, weight) => sum + weight, size);
  const pseudoCount = (index: number) => probabilities ? size * probabilities[index] : 1;
  const drawSource = createWeightedDraw([size, ...weights]);
  const drawPrior = priorDraw(prior);

  return {
    sample(random) {
      const source = drawSource(random);
      return source === 0 ? drawPrior(random) : observations[source - 1];
    },
    logPdf: (index) => Math.log(((counts.get(index) ?? 0) + pseudoCount(index)) / total),
  };
}

/** A drawing of indices before anything was tried. */
export function priorDraw({ size, probabilities }: CategoricalPrior): (random: Random) => number {
  return probabilities ? createWeightedDraw(probabilities) : (random) => random.integer(size);
}
