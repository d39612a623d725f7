/** Tables of raw patients as pandas may hold them, and what TypeScript says of each row. */
import { createRandom } from "@/data/random.ts";
import type { Json } from "@/json.ts";
import { type Pipeline, predict } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import { exampleRow } from "../../example_row.ts";
import { rawRow } from "../../raw_rows.ts";

/** Columns for pandas, with a dtype where its own guess is not meant. */
export interface Table {
  readonly columns: Readonly<Record<string, readonly Json[]>>;
  readonly types: Readonly<Record<string, string>>;
}

const random = createRandom(11);
const randomRows = Array.from({ length: 20_000 }, () => rawRow(heartSchema, random));

/** The tables by what is special about them. */
export const tables: Readonly<Record<string, Table>> = {
  "random rows, every spelling": {
    columns: columnsOf(randomRows),
    types: Object.fromEntries(
      heartSchema.features.map(({ name, kind }) => [
        name,
        kind === "numeric" ? "float64" : "object",
      ]),
    ),
  },
  "the example request": { columns: columnsOf([exampleRow]), types: {} },
  "labels, with nulls and absent columns": {
    columns: { age: [61, 45], sex: ["Male", null], cp: ["asymptomatic", "typical angina"] },
    types: {},
  },
  "codes as integers and booleans": {
    columns: { age: [61, 45], sex: [1, 0], cp: [4, 2], fbs: [true, false], ca: [3, 0] },
    types: { fbs: "bool", ca: "int8" },
  },
  "codes as numbers with gaps": {
    columns: { sex: [1, null], thal: [null, 7], age: [50, null], oldpeak: [null, 2.5] },
    types: { age: "Int64", oldpeak: "Float64" },
  },
  "numbers as text": {
    columns: { age: [" 61 ", "n/a"], chol: ["2.5e2", "?"], sex: ["male", "<NA>"] },
    types: {},
  },
  "nothing but nulls, in either of pandas' ways": {
    columns: { age: [null, null], thal: [null, null], slope: [null, null] },
    types: { thal: "float64", slope: "object" },
  },
  "no rows": { columns: { age: [], sex: [] }, types: {} },
};

/** Tables that cannot be answered, and the reasons. */
export const refusedTables: readonly { readonly table: Table; readonly reason: RegExp }[] = [
  { table: { columns: { weight: [80] }, types: {} }, reason: /no column is one of age, sex, / },
  {
    table: { columns: { age: [50, "old"] }, types: { age: "object" } },
    reason: /^row 2, column age: 'old' is not a number$/,
  },
  {
    table: { columns: { chol: [true] }, types: {} },
    reason: /^row 1, column chol: True is not a number$/,
  },
];

/** A table's rows. */
export function rowsOf({ columns }: Table): Record<string, Json>[] {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) =>
    Object.fromEntries(names.map((name) => [name, columns[name][row]]))
  );
}

/** Predictions and probabilities of a table's rows. */
export function expectedAnswers(pipeline: Pipeline, table: Table) {
  const answers = predict(pipeline, rowsOf(table));
  return {
    index: true,
    prediction: answers.map(({ label }) => label),
    probability: answers.map(({ probability }) => probability),
  };
}

/** JSON has no NaN: null stands for it. */
function columnsOf(rows: readonly RawRow[]): Table["columns"] {
  const cell = (value: unknown) => Number.isNaN(value) ? null : value as Json;
  return Object.fromEntries(
    heartSchema.features.map(({ name }) => [name, rows.map((row) => cell(row[name]))]),
  );
}
