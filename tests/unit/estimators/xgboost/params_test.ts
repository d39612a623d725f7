import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { boosterParams, nativeNames, xgboostParams } from "@/estimators/xgboost/params.ts";

Deno.test("xgboostParams() fills in shallow defaults", () => {
  const { maxDepth, nEstimators, treeMethod } = xgboostParams({ nEstimators: 20 });
  assert.deepEqual({ maxDepth, nEstimators, treeMethod }, {
    maxDepth: 2,
    nEstimators: 20,
    treeMethod: "hist",
  });
});

Deno.test("xgboostParams() names everything that is wrong at once", () => {
  const wrong = { maxDepth: 2.5, subsample: 0, treeMethod: "gpu", depth: 3, gamma: NaN };
  assert.throws(() => xgboostParams(wrong), (error: unknown) => {
    assert.ok(error instanceof UserError);
    for (const name of Object.keys(wrong)) assert.match(error.message, new RegExp(name));
    return true;
  });
});

Deno.test("boosterParams() has every parameter but the rounds under XGBoost's name", () => {
  const params = xgboostParams({ learningRate: 0.25, regAlpha: 2 });
  const native = boosterParams(params, 42);
  for (const [name, nativeName] of Object.entries(nativeNames)) {
    assert.equal(native[nativeName], params[name as keyof typeof params]);
  }
  assert.deepEqual(
    Object.keys(params).filter((name) => !Object.hasOwn(nativeNames, name)),
    ["nEstimators"],
  );
  assert.equal(native.seed, 42);
  assert.equal(native.nthread, 1);
});
