/** ONNX models answer in onnxruntime as pipelines do here. */
import assert from "node:assert/strict";
import { environment } from "../../native_xgboost.ts";
import { rawRow } from "../../raw_rows.ts";
import { type ModelRun, runModel, testOnnxruntime } from "./onnxruntime.ts";
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { createRandom } from "@/data/random.ts";
import { type EstimatorKind, estimatorKinds } from "@/estimators/catalog.ts";
import type { Params } from "@/estimators/contract.ts";
import { encoderGraph, rowCountDim } from "@/onnx/encoder_graph.ts";
import { onnxOutputs, pipelineModel, pipelineToOnnx, refusedLabel } from "@/onnx/export.ts";
import { toGraph } from "@/onnx/to_graph.ts";
import { encodeModel } from "@/onnx/writer.ts";
import { fitPipeline, type Pipeline, predict, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { type EncoderOptions, encodeRows, fitEncoder } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { type RawRow, readRow } from "@/schema/row.ts";

const random = createRandom(4);
const trainingRows = Array.from({ length: 700 }, () => rawRow(heartSchema, random));
const testRows = Array.from({ length: 20_000 }, () => rawRow(heartSchema, random));
const training = {
  rows: trainingRows.map((raw) => readRow(heartSchema, raw).row),
  // Any rule will do that gives the models something to learn.
  labels: Uint8Array.from(
    trainingRows,
    ({ age, thalch }) => Number(age) > 50 || Number(thalch) < 110 && random.next() < 0.8 ? 1 : 0,
  ),
};

function fit(kind: EstimatorKind, params: Params = {}): Pipeline {
  using xgboost = kind === "xgboost" ? openXgboost(environment!.libxgboost) : undefined;
  return fitPipeline(defaultRecipe(kind, 1, params), training, heartSchema, xgboost && { xgboost });
}

/** Largest difference of a probability from TypeScript's; logistic regression calls another e^x. */
const tolerance: Readonly<Record<EstimatorKind, number>> = {
  dummy: 0,
  logistic: 1e-12,
  forest: 0,
  xgboost: 0,
};

function assertAgreement(pipeline: Pipeline, rows: readonly RawRow[], run: ModelRun): void {
  const expected = predict(pipeline, rows);
  assert.equal(run.whole[onnxOutputs.prediction].length, rows.length);
  for (const { prediction, probability } of [run.whole, run.parts] as Record<string, number[]>[]) {
    assert.ok(probability.length > 0);
    probability.forEach((value, row) => {
      const { label, probability } = expected[row];
      const difference = Math.abs(value - probability);
      const agrees = prediction[row] === label &&
        difference <= tolerance[pipeline.recipe.estimator.kind];
      assert.ok(
        agrees,
        `${JSON.stringify(rows[row])}: ${prediction[row]}, ${value}; here ${label}, ${probability}`,
      );
    });
  }
}

for (const kind of estimatorKinds) {
  testOnnxruntime(`onnxruntime gives 20,000 raw rows the ${kind} pipeline's answers`, async () => {
    const pipeline = fit(kind);
    assertAgreement(pipeline, testRows, await runModel(pipelineToOnnx(pipeline), testRows));
  });
}

testOnnxruntime(
  "a threshold at which the two logistic functions differ divides alike",
  async () => {
    const rows = testRows.slice(0, 2000);
    const pipeline = fit("logistic");
    const { whole } = await runModel(pipelineToOnnx(pipeline), rows);
    const threshold = predict(pipeline, rows)
      .map(({ probability }) => probability)
      .find((probability, row) => whole.probability[row]! < probability);
    assert.ok(threshold !== undefined, "the functions agree on every row");
    const decided = withThreshold(pipeline, threshold);
    assertAgreement(decided, rows, await runModel(pipelineToOnnx(decided), rows));
  },
);

testOnnxruntime("an even forest's tie is positive at one half, as here", async () => {
  const pipeline = fit("forest", { nEstimators: 10 });
  const ties = testRows.filter((row) => predict(pipeline, [row])[0].probability === 0.5);
  assert.ok(ties.length > 100, `only ${ties.length} ties`);
  assertAgreement(pipeline, ties, await runModel(pipelineToOnnx(pipeline), ties));
});

testOnnxruntime("trees that are a single leaf each answer too", async () => {
  const rows = testRows.slice(0, 100);
  const nothingToLearn = { ...training, labels: new Uint8Array(training.labels.length) };
  for (const kind of ["forest", "xgboost"] as const) {
    using xgboost = openXgboost(environment!.libxgboost);
    const pipeline = fitPipeline(defaultRecipe(kind, 1), nothingToLearn, heartSchema, { xgboost });
    assertAgreement(pipeline, rows, await runModel(pipelineToOnnx(pipeline), rows));
  }
});

testOnnxruntime(
  "a row that predict refuses gets no answer, its neighbours get theirs",
  async () => {
    const rows = testRows.slice(0, 40);
    const numeric = heartSchema.features.filter((column) => column.kind === "numeric");
    const impossible = numeric.flatMap(({ name, limits: [lowest, highest], integer }) =>
      [lowest - 1, highest + 1, 1e300, ...(integer ? [lowest + 0.5] : [])].map((value) => ({
        ...rows[0],
        [name]: value,
      }))
    );
    const pipeline = fit("forest");
    for (const row of impossible) assert.throws(() => predict(pipeline, [row]), /not possible/);
    const { whole } = await runModel(pipelineToOnnx(pipeline), [...rows, ...impossible]);
    const { prediction, probability } = whole;
    assert.deepEqual(
      prediction.slice(0, rows.length),
      predict(pipeline, rows).map(({ label }) => label),
    );
    assert.deepEqual(new Set(prediction.slice(rows.length)), new Set([refusedLabel]));
    assert.deepEqual(new Set(probability.slice(rows.length)), new Set([null]));
    assert.ok(!probability.slice(0, rows.length).includes(null));
  },
);

const encoderChoices: readonly EncoderOptions[] = [
  { imputation: "median", scaling: true, missingIndicators: true },
  { imputation: "mean", scaling: true, missingIndicators: false },
  { imputation: "none", scaling: true, missingIndicators: true },
  { imputation: "none", scaling: false, missingIndicators: false },
];

for (const options of encoderChoices) {
  testOnnxruntime(
    `features equal encodeRows' to the last bit: ${JSON.stringify(options)}`,
    async () => {
      const rows = testRows.slice(0, 2000);
      const encoder = fitEncoder(heartSchema, training.rows, options);
      const { values, columnCount } = encodeRows(
        encoder,
        rows.map((raw) => readRow(heartSchema, raw).row),
      );
      const { inputs, features } = encoderGraph(heartSchema, encoder);
      const graph = toGraph("encoder", inputs, [
        { name: "features", type: "double", dims: [rowCountDim, columnCount], value: features },
      ]);
      const model = encodeModel({ ...pipelineModel(fit("dummy")), graph });
      const { whole } = await runModel(model, rows);
      assert.deepEqual(Float64Array.from(whole.features, (value) => value ?? NaN), values);
    },
  );
}

testOnnxruntime("the model says what it was made from", async () => {
  const pipeline = withThreshold(fit("logistic"), 0.375);
  const { metadata } = await runModel(pipelineToOnnx(pipeline), testRows.slice(0, 1));
  assert.equal(metadata.estimator, "logistic");
  assert.equal(metadata.threshold, "0.375");
  assert.equal(metadata.schema, heartSchema.name);
  assert.match(metadata.schemaFingerprint, /^[0-9a-f]{16}$/);
});
