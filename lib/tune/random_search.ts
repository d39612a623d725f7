/** Random search: every point as the space declares it, whatever was tried. */
import { createRandom } from "@/data/random.ts";
import { choosePoint } from "@/tune/choose_point.ts";
import { drawPriorValue } from "@/tune/prior_value.ts";
import type { Sampler } from "@/tune/sampler.ts";

/**
 * A search that draws each point on its own.
 *
 * @param options.seed an integer in [0, 2³²)
 * @throws {RangeError} when the seed is anything else
 */
export function createRandomSampler({ seed }: { readonly seed: number }): Sampler {
  const stream = createRandom(seed);
  return {
    kind: "random",
    startupCount: Infinity,
    suggest(space, _history, trialNumber) {
      const random = stream.fork(trialNumber);
      return choosePoint(
        space,
        (name, parameter) => drawPriorValue(parameter, random.fork(name)),
      );
    },
  };
}
