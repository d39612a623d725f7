/** Models that TypeScript logs answer the same in Python and in MLflow's own server. */
import assert from "node:assert/strict";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { predict } from "@/pipeline/pipeline.ts";
import { encodeRows } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { inputExample } from "@/workflows/model/input_example.ts";
import { testNative } from "../../native_xgboost.ts";
import { startTestServer } from "../mlflow_server.ts";
import { logEveryKind } from "./logged_models.ts";
import { askModelPython } from "./python.ts";
import { expectedAnswers, refusedTables, rowsOf, tables } from "./tables.ts";

const exampleTable = inputExample(heartSchema);
const example = {
  columns: Object.fromEntries(
    exampleTable.columns.map((name, column) => [name, exampleTable.data.map((row) => row[column])]),
  ),
  types: {},
};

/** The first row can be answered. */
const impossible = { columns: { age: [50, 500, 50], ca: [1, 1, 1.5] }, types: {} };

/** Labels alike; probabilities to the last bit, or for logistic regression within 1e-12. */
function assertSame(
  actual: ReturnType<typeof expectedAnswers>,
  expected: ReturnType<typeof expectedAnswers>,
  tolerance: number,
  what: string,
) {
  assert.deepEqual(actual.prediction, expected.prediction, what);
  assert.equal(actual.index, true, what);
  expected.probability.forEach((probability, row) => {
    const difference = Math.abs(actual.probability[row] - probability);
    assert(difference <= tolerance, `${what}, row ${row}: ${difference}`);
  });
}

testNative("mlflow.pyfunc and mlflow.xgboost answer as TypeScript does", async (libxgboost) => {
  const server = await startTestServer();
  try {
    const models = await logEveryKind(createTransport({ baseUrl: server.url }), libxgboost);
    const booster = models.find(({ kind }) => kind === "xgboost")!;
    const rows = rowsOf(tables["random rows, every spelling"])
      .map((raw) => readRow(heartSchema, raw).row);
    const { values, columnCount } = encodeRows(booster.pipeline.encoder, rows);
    const features = rows.map((
      _,
      row,
    ) => [...values.subarray(row * columnCount, (row + 1) * columnCount)]);
    const answer = await askModelPython("predict.py", server.url, {
      models: models.map(({ id }) => `models:/${id}`),
      tables: [impossible, ...Object.values(tables)],
      refused: refusedTables.map(({ table }) => table),
      boosters: [{ uri: `runs:/${booster.runId}/model`, features }],
    });
    for (const [at, { kind, id, runId, pipeline }] of models.entries()) {
      const said = answer.models[at];
      assert.deepEqual([said.modelId, said.runId], [id, runId]);
      assert.deepEqual(said.required, []);
      assert.deepEqual(said.inputs, heartSchema.features.map(({ name }) => name));
      assert.deepEqual(said.outputs, ["prediction", "probability"]);
      const tolerance = kind === "logistic" ? 1e-12 : 0;
      assertSame(said.example, expectedAnswers(pipeline, example), tolerance, `${kind}, example`);
      const [saidOfImpossible, ...saidOfTables] = said.tables;
      assert.deepEqual(saidOfImpossible.prediction.slice(1), [-1, -1]);
      assert.deepEqual(saidOfImpossible.probability.slice(1), [null, null]);
      assert.notEqual(saidOfImpossible.prediction[0], -1);
      refusedTables.forEach(({ reason }, index) => assert.match(said.refusals[index], reason));
      for (const [index, [name, table]] of Object.entries(tables).entries()) {
        const expected = expectedAnswers(pipeline, table);
        assertSame(saidOfTables[index], expected, tolerance, `${kind}, ${name}`);
      }
    }
    const expected = predict(booster.pipeline, rows).map(({ probability }) => probability);
    assert.deepEqual(answer.boosters[0], expected);
  } finally {
    await server.stop();
  }
});
