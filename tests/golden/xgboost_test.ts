/** Models, predictions and importances equal those of Python's XGBoost, bit for bit. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { type Matrix, matrixFromRows } from "@/data/matrix.ts";
import type { TrainingJob } from "@/estimators/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { fittedXgboost, modelJson } from "@/estimators/xgboost/fitted.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { expf, logf } from "@/estimators/xgboost/libm.ts";
import { parseXgboostModel } from "@/estimators/xgboost/model.ts";
import { boosterParams, xgboostParams } from "@/estimators/xgboost/params.ts";
import { testNative } from "../native_xgboost.ts";
import golden from "./xgboost.json" with { type: "json" };

type Case = Omit<typeof golden.cases[number], "json">;

/** Small models stand there whole, the others as digests. */
const cases: readonly (Case & { json?: string })[] = golden.cases;
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

const jobOf = (expected: Case): TrainingJob => {
  const { X, y } = dataOf(expected);
  const params = xgboostParams(expected.params);
  return {
    X: toFloat32(X, featureNames),
    y: Float32Array.from(y),
    featureNames,
    params: boosterParams(params, expected.seed),
    roundCount: params.nEstimators,
  };
};

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

for (const { json, ...expected } of cases) {
  if (json === undefined) continue;

  Deno.test(`Python's model predicts the same here: ${expected.name}`, () => {
    const fitted = fittedXgboost(parseXgboostModel(json));
    assertSameSingles(fitted.predictProba(dataOf(expected).test), expected.probabilities);
    assertImportance(fitted.importance(), expected.totalGain);
  });
}

const sameMachine = Deno.build.os === "linux" && Deno.build.arch === golden.machine;
const reason = sameMachine ? undefined : `sums may round otherwise than on Linux ${golden.machine}`;

for (const expected of cases) {
  testNative(`training here gives Python's model: ${expected.name}`, (path) => {
    using xgboost = openXgboost(path);
    const { X, y, test } = dataOf(expected);
    const { params, seed } = expected;

    const text = xgboost.train(jobOf(expected));
    assert.equal(sha256(text), expected.jsonDigest, "model.json");
    assert.equal(sha256(xgboost.toUbj(text)), expected.ubjDigest, "model.ubj");
    const native = xgboost.predict(text, toFloat32(test, featureNames));
    assertSameSingles(native, expected.probabilities);

    const fitted = xgboostEstimator(params, xgboost).fit(X, y, { seed, featureNames });
    assert.equal(modelJson(fitted), text);
    assertSameSingles(fitted.predictProba(test), expected.probabilities);
    assertImportance(fitted.importance(), expected.totalGain);
  }, reason);
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
