import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { createRandomSampler } from "@/tune/random_search.ts";
import {
  checkForestSpace,
  defaultForestSpace,
  forestRecipe,
} from "@/workflows/tune/forest_space.ts";

Deno.test("every point of the default space is a recipe that the forest accepts", () => {
  checkForestSpace(defaultForestSpace);
  const sampler = createRandomSampler({ seed: 1 });
  for (let number = 0; number < 200; number++) {
    const point = sampler.suggest(defaultForestSpace, [], number);
    const { estimator, encoder, seed } = forestRecipe(point, 9);
    assert.equal(seed, 9);
    forestEstimator(estimator.params);
    assert.equal(estimator.params.nEstimators, point.nEstimators);
    assert.equal(encoder.imputation, point.imputation);
    assert.equal(encoder.missingIndicators, point.missingIndicators);
    assert.deepEqual(Object.keys(estimator.params).sort(), [
      "gainThreshold",
      "maxDepth",
      "maxFeatures",
      "minNumSamples",
      "nEstimators",
      "replacement",
    ]);
  }
});

Deno.test("what a point leaves open is as by default", () => {
  assert.deepEqual(forestRecipe({ maxDepth: 3 }, 1), defaultRecipe("forest", 1, { maxDepth: 3 }));
});

Deno.test("a parameter that the forest does not know is refused by name, nested ones too", () => {
  const space = {
    depth: { type: "randint", low: 1, high: 5 },
    size: {
      type: "choice",
      options: ["small", {
        value: "large",
        parameters: { trees: { type: "normal", mu: 0, sigma: 1 } },
      }],
    },
  } as const;
  assert.throws(() => checkForestSpace(space), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /does not know: depth, trees\./);
    assert.match(error.hint ?? "", /nEstimators/);
    return true;
  });
});

Deno.test("a choice between sets of parameters may go by any name, and stays out of the recipe", () => {
  const space = {
    size: {
      type: "choice",
      options: [
        { value: "small", parameters: { maxDepth: { type: "randint", low: 1, high: 4 } } },
        "default",
      ],
    },
  } as const;
  checkForestSpace(space);
  assert.deepEqual(
    forestRecipe({ size: "small", maxDepth: 2 }, 1),
    defaultRecipe("forest", 1, { maxDepth: 2 }),
  );
});

Deno.test("an imputation that a forest cannot use is refused", () => {
  assert.throws(() => forestRecipe({ imputation: "none" }, 1), UserError);
});
