/** The tree-structured Parzen estimator: values likely among good trials and unlikely among others. */
import { createRandom, type Random } from "@/data/random.ts";
import type { ParamValue } from "@/estimators/contract.ts";
import { choosePoint } from "@/tune/choose_point.ts";
import { type ParameterDensities, parameterDensities } from "@/tune/parameter_densities.ts";
import { createRandomSampler } from "@/tune/random_search.ts";
import type { Sampler } from "@/tune/sampler.ts";
import { splitTrials } from "@/tune/split_trials.ts";

/** How the search runs. */
export interface TpeOptions {
  /** An integer in [0, 2³²). */
  readonly seed: number;
  /** Trials numbered below this are drawn at random; 20 unless told, as in Hyperopt. */
  readonly startupCount?: number;
}

/** Values drawn of each parameter, of which the most promising is suggested. */
const candidateCount = 24;

/**
 * Hyperopt 0.3.0's `tpe.suggest` with its defaults (Bergstra et al., "Algorithms for
 * hyper-parameter optimization", 2011): each parameter on its own gets the candidate, drawn from
 * the density l of its values in the best trials, whose l / g is greatest, g being the density of
 * its values in all others.
 *
 * @throws {RangeError} when the seed is not an integer in [0, 2³²)
 *
 * @example
 * ```ts
 * import { createTpeSampler } from "@/tune/tpe.ts";
 *
 * const sampler = createTpeSampler({ seed: 42 });
 * const { depth } = sampler.suggest({ depth: { type: "randint", low: 1, high: 9 } }, [], 0);
 * console.assert(Number(depth) >= 1 && Number(depth) < 9);
 * ```
 */
export function createTpeSampler({ seed, startupCount = 20 }: TpeOptions): Sampler {
  const stream = createRandom(seed);
  const randomSearch = createRandomSampler({ seed });
  return {
    kind: "tpe",
    startupCount,
    suggest(space, history, trialNumber) {
      if (trialNumber < startupCount) return randomSearch.suggest(space, history, trialNumber);
      const split = splitTrials(history);
      const random = stream.fork(trialNumber);
      return choosePoint(
        space,
        (name, parameter) =>
          mostPromising(parameterDensities(name, parameter, split), random.fork(name)),
      );
    },
  };
}

/** The first of the candidates with the greatest log l − log g. */
function mostPromising({ good, rest }: ParameterDensities, random: Random): ParamValue {
  const candidates = Array.from({ length: candidateCount }, () => good.sample(random));
  let [best, bestScore] = [candidates[0], -Infinity];
  for (const candidate of candidates) {
    const score = good.logPdf(candidate) - rest.logPdf(candidate);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}
