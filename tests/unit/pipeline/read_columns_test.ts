import assert from "node:assert/strict";
import { columnReader } from "@/pipeline/read_columns.ts";
import { columnsOf } from "@/preprocess/columns.ts";
import { fitEncoder } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { type RawRow, readRow } from "@/schema/row.ts";

const encoder = fitEncoder(heartSchema, [], {
  imputation: "median",
  scaling: false,
  missingIndicators: true,
});

function read(raws: readonly RawRow[]) {
  const reader = columnReader(heartSchema, encoder);
  const values = heartSchema.features.map(({ name }) => raws.map((raw) => raw[name]));
  return { ...reader.read({ lines: raws.map((_, row) => row + 2), values }), reader };
}

Deno.test("columns read as rows do: codes, labels, numbers, text, booleans and nothing", () => {
  const raws: RawRow[] = [
    { age: "63", sex: "Male", cp: 4, fbs: true, thal: "7.0", ca: "0.0", chol: "0" },
    { age: 41.5, sex: "0", cp: "ATYPICAL ANGINA", fbs: "n/a", oldpeak: "-1.5", slope: "99" },
    {},
    { age: "63", sex: "male", trestbps: null, thalch: "1e2" },
  ];
  const rows = raws.map((raw) => readRow(heartSchema, raw).row);
  assert.deepEqual(read(raws).batch, columnsOf(encoder, rows));
});

Deno.test("a value that cannot be read refuses its row, with line, column and what is required", () => {
  const { refused, problems } = read([{ age: 50 }, { age: "old", ca: 1.5 }, { age: -1 }]);
  assert.deepEqual([...refused], [0, 1, 1]);
  assert.deepEqual(problems, [
    {
      line: 3,
      column: "age",
      found: '"old"',
      required: "a number from 0 to 130 years",
    },
    { line: 4, column: "age", found: '"-1"', required: "a number from 0 to 130 years" },
    { line: 3, column: "ca", found: '"1.5"', required: "an integer from 0 to 4" },
  ]);
});

Deno.test("what leaves a row usable is counted by column, over all batches", () => {
  const raws = [{ age: 110, chol: 0, cp: "5" }, { age: 110, cp: "x" }, { cp: "5" }];
  const { reader } = read(raws);
  const values = heartSchema.features.map(({ name }) => raws.map((raw) => (raw as RawRow)[name]));
  reader.read({ lines: [5, 6, 7], values });
  assert.deepEqual(reader.noticed, [
    { column: "age", issue: "out-of-range", count: 4 },
    { column: "cp", issue: "unknown-category", count: 6 },
    { column: "chol", issue: "zero-as-missing", count: 2 },
  ]);
});
