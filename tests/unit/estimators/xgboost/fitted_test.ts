import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { matrixFromRows } from "@/data/matrix.ts";
import { fittedXgboost, modelJson } from "@/estimators/xgboost/fitted.ts";
import { dummyEstimator } from "@/estimators/dummy.ts";
import { parseXgboostModel } from "@/estimators/xgboost/model.ts";
import { modelFile } from "./model_file.ts";

const fitted = () => fittedXgboost(parseXgboostModel(JSON.stringify(modelFile())));

Deno.test("predictProba() walks both trees and sends missing values their own way", () => {
  const rows: [row: number[], margin: number][] = [
    [[9, 0.4, 0], -2],
    [[1.9, 0.5, 0], 0.5],
    [[2, 0.5, 0], 2],
    [[NaN, 0.5, 0], 0.5],
    [[2, NaN, 0], 2],
    [[NaN, NaN, NaN], 0.5],
  ];
  const probabilities = fitted().predictProba(matrixFromRows(rows.map(([row]) => row)));
  rows.forEach(([row, margin], i) => {
    const expected = 1 / (1 + Math.exp(-margin));
    assert.ok(Math.abs(probabilities[i] - expected) < 1e-7, `${row}: ${probabilities[i]}`);
  });
});

Deno.test("predictProba() compares in single precision, as XGBoost does", () => {
  const [atThreshold] = fitted().predictProba(matrixFromRows([[2 - 1e-12, 0.5, 0]]));
  const [above] = fitted().predictProba(matrixFromRows([[2, 0.5, 0]]));
  assert.equal(atThreshold, above);
});

Deno.test("importance() is the share of the total gain", () => {
  assert.deepEqual([...fitted().importance()], [0.25, 0.75, 0]);
});

Deno.test("importance() is zero everywhere when no tree splits", () => {
  const file = modelFile();
  file.learner.gradient_booster.model.trees = [];
  const stump = fittedXgboost(parseXgboostModel(JSON.stringify(file)));
  assert.deepEqual([...stump.importance()], [0, 0, 0]);
  assert.deepEqual([...stump.predictProba(matrixFromRows([[1, 2, 3]]))], [0.5]);
});

Deno.test("modelJson() is XGBoost's text, and no other estimator has one", () => {
  assert.equal(modelJson(fitted()), JSON.stringify(modelFile()));
  const X = matrixFromRows([[1]]);
  const dummy = dummyEstimator().fit(X, Uint8Array.of(1), { seed: 1, featureNames: ["x"] });
  assert.throws(() => modelJson(dummy), UserError);
});
