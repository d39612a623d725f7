import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { forestFromJson } from "@/estimators/forest/json.ts";
import { matrixFromRows } from "@/data/matrix.ts";

const X = matrixFromRows([[1, 5], [2, 4], [3, 5], [4, 4], [5, 5], [6, 4]]);
const y = Uint8Array.of(0, 0, 1, 0, 1, 1);

/** A forest's JSON, free to be spoilt. */
// deno-lint-ignore no-explicit-any
function sample(): any {
  const estimator = forestEstimator({ nEstimators: 3, maxFeatures: 1, minNumSamples: 1 });
  const fitted = estimator.fit(X, y, { seed: 1, featureNames: ["a", "b"] });
  return JSON.parse(JSON.stringify(fitted));
}

Deno.test("a forest's JSON holds flat arrays of one number per node", () => {
  const json = sample();
  const nodeCount = json.shape.length;
  for (const name of ["splitColumn", "threshold", "gain", "zeros", "ones"]) {
    assert.equal(json[name].length, nodeCount, name);
  }
  assert.equal(json.drawnColumns.length, 3 * 2);
});

// deno-lint-ignore no-explicit-any
const damages: Record<string, [spoil: (json: any) => void, said: RegExp]> = {
  "another kind": [(json) => json.kind = "tree", /kind/],
  "a parameter missing": [(json) => delete json.params.maxDepth, /params\.maxDepth/],
  "an unknown part": [(json) => json.extra = 1, /extra/],
  "a tree cut off": [
    (json) => json.shape = json.shape.replace(/.$/, "+"),
    /last tree is incomplete/,
  ],
  "a tree too many": [(json) => json.shape += ".", /4 trees; expected 3/],
  "no tree": [(json) => json.shape = "", /shape/],
  "another character": [(json) => json.shape += "x", /shape/],
  "an array too short": [(json) => json.gain.pop(), /gain: found/],
  "a column out of range": [(json) => json.drawnColumns[0] = 2, /beyond the 2 features/],
  "columns missing": [(json) => json.drawnColumns.pop(), /drawnColumns: found 5/],
  "a split on nothing": [
    (json) => json.splitColumn[json.shape.indexOf("+")] = -1,
    /node 0 has column -1/,
  ],
  "a split on a column not drawn": [(json) => json.splitColumn[0] = 2, /node 0 has column 2/],
  "samples that do not add up": [(json) => json.ones[0]++, /node 0 do not add up/],
  "a negative count": [(json) => json.zeros[0] = -1, /zeros\.0/],
  "a threshold that is null": [(json) => json.threshold[0] = null, /threshold\.0/],
  "a leaf of no samples": [(json) => {
    const leaf = json.shape.indexOf(".");
    json.zeros[leaf] = json.ones[leaf] = 0;
  }, /do not add up/],
};

for (const [damage, [spoil, said]] of Object.entries(damages)) {
  Deno.test(`a forest's JSON with ${damage} is refused`, () => {
    const json = sample();
    spoil(json);
    assert.throws(() => forestFromJson(json), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.exitCode, exitCode.data);
      assert.match(error.message, said);
      return true;
    });
  });
}
