import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import { matrixFromRows } from "@/data/matrix.ts";

const options = { seed: 0, featureNames: ["a", "b"] };
const rows = [[-1, 1], [1, 1], [-1, -1], [1, -1], [1, 1], [-1, -1]];
const X = matrixFromRows(rows);

Deno.test("descending long enough solves the likelihood equations", () => {
  const y = Uint8Array.of(0, 1, 1, 0, 1, 0);
  const fitted = logisticEstimator({ numSteps: 20_000, learningRate: 0.1 }).fit(X, y, options);
  const probabilities = fitted.predictProba(X);
  for (const column of [() => 1, (row: number[]) => row[0], (row: number[]) => row[1]]) {
    const residual = rows.reduce((sum, row, i) => sum + column(row) * (y[i] - probabilities[i]), 0);
    assert.ok(Math.abs(residual) < 1e-9, `residual ${residual}`);
  }
});

Deno.test("importance is the share of each absolute weight, without the intercept", () => {
  const params = { numSteps: 1, learningRate: 1 };
  const json = { kind: "logistic", params, featureCount: 2, weights: [-3, 1, 100] };
  assert.deepEqual([...logisticFromJson(json).importance()], [0.75, 0.25]);
  assert.deepEqual([...logisticFromJson({ ...json, weights: [0, 0, 1] }).importance()], [0, 0]);
});

Deno.test("the features' means are kept, and a file from before they were is read all the same", () => {
  const params = { numSteps: 1 };
  const fitted = logisticEstimator(params).fit(
    matrixFromRows([[1, -4], [2, 6]]),
    Uint8Array.of(0, 1),
    options,
  );
  assert.deepEqual(fitted.model.featureMeans, Float64Array.of(1.5, 1));
  const { featureMeans, ...older } = fitted.toJSON();
  assert.deepEqual(featureMeans, [1.5, 1]);
  assert.deepEqual(logisticFromJson(older).toJSON(), older);
});

Deno.test("senseless parameters, features and files are refused", () => {
  for (const params of [{ numSteps: 0 }, { learningRate: 0 }, { learningRate: NaN }, { C: 1 }]) {
    assert.throws(() => logisticEstimator(params), UserError);
  }
  const huge = matrixFromRows([[1, 1e101]]);
  assert.throws(
    () => logisticEstimator().fit(huge, Uint8Array.of(1), options),
    /row 0, b: found 1e\+101/,
  );
  const json = JSON.parse(JSON.stringify(
    logisticEstimator({ numSteps: 1 }).fit(X, new Uint8Array(6), options),
  ));
  assert.throws(() => logisticFromJson({ ...json, weights: [1, 2] }), /2 for 2 features/);
  assert.throws(() => logisticFromJson({ ...json, weights: [1, 2, 1e200] }), /weights\.2/);
  assert.throws(() => logisticFromJson({ ...json, featureMeans: [1] }), /1 for 2 features/);
});
