import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { checkFinite, checkTrainingData, checkWidth } from "@/estimators/check_input.ts";
import { matrixFromRows } from "@/data/matrix.ts";

const X = matrixFromRows([[1, 2], [3, 4], [5, 6]]);
const y = Uint8Array.of(0, 1, 1);
const options = { seed: 1, featureNames: ["age", "dose"] };

const says = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UserError);
  assert.match(error.message, pattern);
  return true;
};

Deno.test("checkTrainingData() passes sound data and names what is wrong with other", () => {
  checkTrainingData("forest", X, y, options);
  const check = (labels: Uint8Array, changed = {}) =>
    checkTrainingData("forest", X, labels, { ...options, ...changed });
  assert.throws(() => check(y.slice(1)), says(/forest.*2 labels for 3 rows/));
  assert.throws(() => check(Uint8Array.of(0, 1, 7)), says(/row 2 has label 7/));
  assert.throws(() => check(y, { featureNames: ["age"] }), says(/1 feature names for 2 columns/));
  assert.throws(() => check(y, { seed: 1.5 }), says(/seed is 1.5/));
  const empty = matrixFromRows([], 2);
  assert.throws(() => checkTrainingData("forest", empty, y, options), says(/0 × 2/));
});

Deno.test("checkFinite() names row, column and value of the first that is not allowed", () => {
  checkFinite("forest", X, options.featureNames);
  for (const value of [NaN, Infinity, -Infinity]) {
    const broken = matrixFromRows([[1, 2], [3, value]]);
    assert.throws(() => checkFinite("forest", broken, ["age", "dose"]), says(/row 1, dose/));
    assert.throws(() => checkFinite("forest", broken), says(/row 1, column 1: found -?\w+/));
  }
  assert.throws(() => checkFinite("forest", X, options.featureNames, 5), says(/found 6/));
});

Deno.test("checkWidth() names both widths", () => {
  checkWidth("forest", X, 2);
  assert.throws(() => checkWidth("forest", X, 3), says(/2 columns.*fitted on 3/));
});
