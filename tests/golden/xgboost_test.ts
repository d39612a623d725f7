/** Models, predictions and importances equal those of Python's XGBoost, bit for bit. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type NativeXgboost, openXgboost } from "@/adapters/xgboost/engine.ts";
import { type Matrix, matrixFromRows } from "@/estimators/matrix.ts";
import type { TrainingJob } from "@/estimators/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { expf, logf } from "@/estimators/xgboost/libm.ts";
import { boosterParams, xgboostParams } from "@/estimators/xgboost/params.ts";
import { modelJson, modelUbj } from "@/estimators/xgboost/saved_model.ts";
import { testNative } from "../native_xgboost.ts";
import golden from "./xgboost.json" with { type: "json" };

type Case = typeof golden.cases[number];

const { featureNames } = golden;

const matrix = (rows: (number | null)[][]): Matrix =>
  matrixFromRows(rows.map((row) => row.map((value) => value ?? NaN)));

const dataOf = ({ matrix: name, labels }: Case) => {
  const rows = golden.matrices[name as keyof typeof golden.matrices];
  return {
    X: matrix(rows),
    test: matrix([...rows, ...golden.fresh]),
    y: Uint8Array.from(golden.labels[labels as keyof typeof golden.labels]),
  };
};

const jobOf = (golden: Case): TrainingJob => {
  const { X, y } = dataOf(golden);
  const params = xgboostParams(golden.params);
  return {
    X: toFloat32(X, featureNames),
    y: Float32Array.from(y),
    featureNames,
    params: boosterParams(params, golden.seed),
    roundCount: params.nEstimators,
  };
};

/** JSON.parse of a plain JSON file forgets the sign of zero. */
const withUnsignedZeros = (text: string) => text.replaceAll("-0E0", "0E0");

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

function assertSameSingles(actual: Iterable<number>, expected: readonly number[]): void {
  const bits = (values: Iterable<number>) => new Uint32Array(Float32Array.from(values).buffer);
  assert.deepEqual(bits(actual), bits(expected));
}

/** The shares that Python's total gains mean, which it adds in single precision. */
function assertImportance(actual: Float64Array, totalGain: readonly number[]): void {
  const total = totalGain.reduce((sum, gain) => sum + gain, 0);
  actual.forEach((share, feature) => {
    const expected = total > 0 ? totalGain[feature] / total : 0;
    assert.ok(Math.abs(share - expected) < 1e-6, `${featureNames[feature]}: ${share}, ${expected}`);
  });
}

for (const golden of golden_cases()) {
  const { name, json, probabilities, totalGain } = golden;
  if (json === undefined) continue;

  Deno.test(`Python's model predicts the same here: ${name}`, () => {
    const fitted = xgboostFromJson(JSON.parse(json));
    const predicted = fitted.predictProba(dataOf(golden).test);
    assertSameSingles(predicted, probabilities);
    assert.deepEqual(predicted, Float64Array.from(probabilities, Math.fround));
    assertImportance(fitted.importance(), totalGain);
  });

  Deno.test(`Python's model is written back as Python wrote it: ${name}`, () => {
    const restored = xgboostFromJson(JSON.parse(JSON.stringify(JSON.parse(json))));
    assert.equal(modelJson(restored), withUnsignedZeros(json));
  });
}

function golden_cases(): readonly (Case & { json?: string })[] {
  return golden.cases;
}

for (const golden of golden_cases()) {
  testNative(`training here gives Python's model and predictions: ${golden.name}`, (path) => {
    using xgboost = openXgboost(path);
    const { X, y, test } = dataOf(golden);
    const fitted = xgboostEstimator(golden.params, xgboost)
      .fit(X, y, { seed: golden.seed, featureNames });
    assertSameSingles(fitted.predictProba(test), golden.probabilities);
    assertImportance(fitted.importance(), golden.totalGain);
    assertSameFiles(xgboost, golden);
    const native = xgboost.predict(modelJson(fitted), toFloat32(test, featureNames));
    assertSameSingles(native, golden.probabilities);
    const again = xgboostFromJson(JSON.parse(JSON.stringify(fitted)));
    assert.deepEqual(modelUbj(again, xgboost), modelUbj(fitted, xgboost));
  });
}

function assertSameFiles(xgboost: NativeXgboost, golden: Case): void {
  const text = xgboost.train(jobOf(golden));
  assert.equal(sha256(text), golden.jsonDigest, "model.json");
  assert.equal(sha256(xgboost.toUbj(text)), golden.ubjDigest, "model.ubj");
}

const { ranges, fused, digest } = golden.libm.expf;

function* singles(spans: readonly number[][]): Generator<number> {
  const view = new DataView(new ArrayBuffer(4));
  for (const [from, to, step] of spans) {
    for (let bits = from; bits < to; bits += step) {
      view.setUint32(0, bits);
      yield view.getFloat32(0);
    }
  }
}

const digestOf = (values: Iterable<number>) =>
  sha256(new Uint8Array(Float32Array.from(values).buffer));

Deno.test("expf() has the bits of glibc's on a million singles", () => {
  const fusedSpans = fused.map((bits) => [bits, bits + 1, 1]);
  assert.equal(digestOf(singles([...ranges, ...fusedSpans]).map(expf)), digest);
});

Deno.test("logf() has the bits of glibc's on half a million singles", () => {
  const { ranges, digest } = golden.libm.logf;
  assert.equal(digestOf(singles(ranges).map(logf)), digest);
});
