/** The searches by name. */
import { createRandomSampler } from "@/tune/random_search.ts";
import type { Sampler } from "@/tune/sampler.ts";
import { createTpeSampler } from "@/tune/tpe.ts";

/**
 * The search of this kind with its defaults.
 *
 * @param seed an integer in [0, 2³²)
 * @throws {RangeError} when the seed is anything else
 */
export function createSampler(kind: Sampler["kind"], seed: number): Sampler {
  return kind === "tpe" ? createTpeSampler({ seed }) : createRandomSampler({ seed });
}
