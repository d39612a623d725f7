/** Models that TypeScript logs answer the same in Spark. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { createRandom } from "@/data/random.ts";
import { predict } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import { testNative } from "../../native_xgboost.ts";
import { rawRow } from "../../raw_rows.ts";
import { startTestServer } from "../mlflow_server.ts";
import { logEveryKind } from "./logged_models.ts";
import { askModelPython } from "./python.ts";

const rowCount = 100_000;
const random = createRandom(23);

/** A row whose categories are UCI codes that Spark holds as whole numbers, with gaps. */
function codedRow(): RawRow {
  const row = rawRow(heartSchema, random);
  const codes = heartSchema.features.flatMap((column) => {
    if (column.kind === "numeric") return [];
    const code = column.categories[random.integer(column.categories.length)].code;
    return [[column.name, random.next() < 0.15 ? null : Number(code)]];
  });
  return { ...row, ...Object.fromEntries(codes) };
}

/** A table's rows and Spark's type of its categorical columns. */
const makeTables = () => ({
  "every spelling": {
    rows: Array.from({ length: rowCount }, () => rawRow(heartSchema, random)),
    categoryType: "string",
  },
  "codes as whole numbers": { rows: Array.from({ length: 1000 }, codedRow), categoryType: "int" },
});

/** Spark's schema of the raw columns. */
function sparkSchema(categoryType: string): string {
  return heartSchema.features
    .map(({ name, kind }) => `${name} ${kind === "numeric" ? "double" : categoryType}`)
    .join(", ");
}

/** JSON lines with NaN as null, numbered, for Spark keeps no order. */
const jsonLines = (rows: readonly RawRow[]) =>
  rows.map((cells, row) => JSON.stringify({ row, ...cells })).join("\n");

testNative(
  "mlflow.pyfunc.spark_udf answers 100,000 rows as TypeScript does",
  async (libxgboost) => {
    const directory = await Deno.makeTempDir({ prefix: "heart-spark-" });
    const server = await startTestServer();
    try {
      const models = await logEveryKind(createTransport({ baseUrl: server.url }), libxgboost);
      const tables = Object.entries(makeTables());
      const request = await Promise.all(tables.map(async ([name, { rows, categoryType }]) => {
        const path = join(directory, `${name}.json`);
        await Deno.writeTextFile(path, jsonLines(rows));
        return { path, schema: sparkSchema(categoryType) };
      }));
      const answers = await askModelPython("score_in_spark.py", server.url, {
        models: models.map(({ id }) => `models:/${id}`),
        tables: request,
      });
      for (const [at, { kind, pipeline }] of models.entries()) {
        for (const [index, [name, { rows }]] of tables.entries()) {
          const what = `${kind}, ${name}`;
          const expected = predict(pipeline, rows);
          const said = answers[at][index];
          assert.deepEqual(said.row, rows.map((_, row) => row), what);
          assert.deepEqual(said.prediction, expected.map(({ label }) => label), what);
          const differences = expected.map(({ probability }, row) =>
            Math.abs(probability - said.probability[row])
          );
          const largest = differences.reduce((a, b) => Math.max(a, b), 0);
          assert.ok(largest <= (kind === "logistic" ? 1e-12 : 0), `${what}: ${largest}`);
        }
      }
    } finally {
      await server.stop();
      await Deno.remove(directory, { recursive: true });
    }
  },
  Deno.env.has("HEART_TEST_SPARK") ? undefined : "run by `deno task test --spark`",
);
