/** Parameter importances equal those of Optuna's fANOVA, but for the luck of the forests. */
import assert from "node:assert/strict";
import type { JudgedTrial } from "@/tune/sampler.ts";
import type { Space } from "@/tune/space.ts";
import { parameterImportance } from "@/tune/importance.ts";
import golden from "./param_importance.json" with { type: "json" };

/**
 * The expected weights are means over ten of Optuna's seeds, between which a weight differs by up
 * to 0.06 for 20 trials; where splits are equally good, Optuna's prefer choices of many options.
 */
const tolerance = 0.04;
/** Smaller weights change places from seed to seed. */
const leastLeading = 0.1;

for (const { name, weights, ...study } of golden.cases) {
  const expected: Record<string, number> = Object.fromEntries(Object.entries(weights));
  const actual = parameterImportance(study.space as Space, study.trials as JudgedTrial[], 42);

  Deno.test(`parameter importances equal Optuna's to ${tolerance}: ${name}`, () => {
    assert.deepEqual(Object.keys(actual), Object.keys(expected));
    for (const [parameter, weight] of Object.entries(actual)) {
      const difference = Math.abs(weight - expected[parameter]);
      assert.ok(difference <= tolerance, `${parameter}: ${weight}, not ${expected[parameter]}`);
    }
  });

  Deno.test(`parameters that count are in the same order as Optuna's: ${name}`, () => {
    const leading = (all: Record<string, number>) =>
      Object.keys(all).toSorted((a, b) => all[b] - all[a])
        .filter((parameter) => expected[parameter] > leastLeading);
    assert.deepEqual(leading(actual), leading(expected));
  });
}
