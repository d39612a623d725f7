/** Slices follow the schema's flags, hold every row once a column, and are evaluated on their own. */
import assert from "node:assert/strict";
import { sliceEvaluations } from "@/evaluate/slice_evaluations.ts";
import { sliceRows } from "@/evaluate/slices.ts";
import type { CategoricalColumn, NumericColumn, Schema } from "@/schema/column.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Row } from "@/schema/row.ts";

const numeric = heartSchema.features.find((column) => column.kind === "numeric") as NumericColumn;
const categorical = heartSchema.features.find(
  (column) => column.kind === "categorical",
) as CategoricalColumn;

const weight: NumericColumn = {
  ...numeric,
  name: "weight",
  title: "Weight",
  unit: "kg",
  sliceBounds: [50, 60, 61],
};
const dose: NumericColumn = {
  ...numeric,
  name: "dose",
  title: "Dose",
  unit: "",
  sliceBounds: [0.5, 1],
};
const { sliceBounds: _, ...unflagged } = numeric;
const ward: CategoricalColumn = {
  ...categorical,
  name: "ward",
  title: "Ward",
  slice: true,
  categories: ["north", "south", "west"].map((label) => ({ code: label, label, aliases: [] })),
};
const schema: Schema = { ...heartSchema, features: [weight, ward, dose, unflagged] };

const rows: Row[] = [
  { weight: 49.9, ward: "north", dose: 0.1 },
  { weight: 50, ward: "north", dose: 0.5 },
  { weight: 59.9, ward: "south", dose: 0.7 },
  { weight: 60.5, ward: null, dose: 1 },
  { weight: 61, ward: "south", dose: 7 },
  { weight: null, ward: "north", dose: null },
];

Deno.test("flagged columns are cut into bands, categories and missing; empty slices are left out", () => {
  const slices = sliceRows(schema, rows).map(({ title, label, rows }) => [title, label, ...rows]);
  assert.deepEqual(slices, [
    ["Weight", "< 50 kg", 0],
    ["Weight", "50–59 kg", 1, 2],
    ["Weight", "60 kg", 3],
    ["Weight", "≥ 61 kg", 4],
    ["Weight", "missing", 5],
    ["Ward", "north", 0, 1, 5],
    ["Ward", "south", 2, 4],
    ["Ward", "missing", 3],
    ["Dose", "< 0.5", 0],
    ["Dose", "0.5 to < 1", 1, 2],
    ["Dose", "≥ 1", 3, 4],
    ["Dose", "missing", 5],
  ]);
});

Deno.test("the heart schema is sliced by age band and sex", () => {
  const ages = [40, 44.9, 45, 54, 55, 64, 65, 90];
  const [first, second] = heartSchema.features;
  const slices = sliceRows(
    heartSchema,
    ages.map((value) => ({ [first.name]: value, [second.name]: value < 50 ? "Female" : "Male" })),
  );
  assert.deepEqual(slices.map(({ label, rows }) => [label, rows.length]), [
    ["< 45 years", 2],
    ["45–54 years", 2],
    ["55–64 years", 2],
    ["≥ 65 years", 2],
    ["Female", 3],
    ["Male", 5],
  ]);
});

Deno.test("a slice is evaluated on its own rows, with intervals that hold its figures", () => {
  const labels = Uint8Array.of(0, 1, 0, 1, 1, 1);
  const probabilities = Float64Array.of(0.2, 0.6, 0.7, 0.8, 0.9, 0.4);
  const evaluations = sliceEvaluations(schema, rows, labels, probabilities, 0.5);
  const north = evaluations.find(({ label }) => label === "north");
  assert.ok(north);
  assert.equal(north.rowCount, 3);
  assert.equal(north.prevalence, 2 / 3);
  assert.equal(north.metrics.accuracy, 2 / 3);
  assert.equal(north.metrics.rocAuc, 1);
  assert.equal(north.aucInterval.upper, 1);
  assert.ok(north.aucInterval.lower < 0.5, "three rows prove little");
  assert.ok(north.accuracyInterval.lower < 2 / 3 && north.accuracyInterval.upper > 2 / 3);
});

Deno.test("a slice of one class has no AUC, and says so", () => {
  const labels = Uint8Array.of(1, 1, 1, 1, 1, 1);
  const [slice] = sliceEvaluations(schema, rows, labels, new Float64Array(6), 0.5);
  assert.equal(slice.metrics.rocAuc, NaN);
  assert.deepEqual(slice.aucInterval, { lower: NaN, upper: NaN });
  assert.equal(slice.metrics.accuracy, 0);
});
