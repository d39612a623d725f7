import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { drawnColumnCount, forestParams } from "@/estimators/forest/params.ts";
import { matrixFromRows } from "@/data/matrix.ts";

Deno.test("forest parameters left out get defaults, with an odd number of trees", () => {
  const params = forestParams({ maxDepth: 3 });
  assert.equal(params.maxDepth, 3);
  assert.equal(params.nEstimators % 2, 1);
  assert.deepEqual(Object.keys(forestParams({})), Object.keys(params));
});

Deno.test("senseless forest parameters are refused by name, all at once", () => {
  const nonsense = {
    nEstimators: 0,
    maxFeatures: 1.5,
    replacement: "yes",
    maxDepth: Infinity,
    minNumSamples: -1,
    gainThreshold: NaN,
    depth: 3,
  };
  assert.throws(() => forestParams(nonsense), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.exitCode, exitCode.usage);
    for (const name of Object.keys(nonsense)) assert.match(error.message, new RegExp(name));
    return true;
  });
});

Deno.test("maxFeatures up to 1 is a share of the columns, rounded down; from 2 it is a count", () => {
  const count = (maxFeatures: number) => drawnColumnCount(forestParams({ maxFeatures }), 10);
  assert.deepEqual([1, 0.5, 0.39, 0.05, 2, 12].map(count), [10, 5, 3, 0, 2, 12]);
});

Deno.test("drawing no column, or more than there are, is refused where the library would not end", () => {
  const X = matrixFromRows([[1, 2], [3, 4]]);
  const options = { seed: 1, featureNames: ["a", "b"] };
  for (const maxFeatures of [0.1, 3]) {
    const fit = () => forestEstimator({ maxFeatures }).fit(X, Uint8Array.of(0, 1), options);
    assert.throws(fit, /maxFeatures .* of 2 columns/);
  }
});

Deno.test("values whose mean could overflow are refused with row and column", () => {
  const X = matrixFromRows([[1], [1e308]]);
  const options = { seed: 1, featureNames: ["a"] };
  const fit = () => forestEstimator({ maxFeatures: 1 }).fit(X, Uint8Array.of(0, 1), options);
  assert.throws(fit, /row 1, a: found 1e\+308/);
});
