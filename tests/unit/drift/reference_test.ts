import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { UserError } from "@/errors.ts";
import {
  buildReference,
  mostReferenceRows,
  parseReference,
  type Reference,
  serializeReference,
} from "@/drift/reference.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "../pipeline/patients.ts";

function referenceOf(rowCount: number): Reference {
  const { rows, labels } = madeUpDataset(rowCount);
  const probabilities = Float64Array.from(rows, (_, index) => (index % 10) / 10);
  const heldOutProbabilities = probabilities.slice(0, Math.floor(rowCount / 4));
  const source = { rows, labels, probabilities, heldOutProbabilities };
  return buildReference(heartSchema, source, createRandom(1));
}

const reference = referenceOf(200);

Deno.test("a reference holds every cell of every feature, row by row", () => {
  const { rows, labels } = madeUpDataset(200);
  assert.deepEqual(
    reference.columns.map(({ column }) => column),
    heartSchema.features.map(({ name }) => name),
  );
  for (const column of reference.columns) {
    const cells = column.kind === "numeric"
      ? column.cells
      : column.cells.map((place) => place === null ? null : column.labels[place]);
    assert.equal(cells.length, rows.length);
    rows.forEach((row, index) => assert.ok(cells[index] === row[column.column]));
  }
  assert.deepEqual(reference.labels, [...labels]);
  assert.equal(reference.positives, labels.filter((label) => label === 1).length);
  assert.equal(reference.probabilities[13], 0.3);
  assert.equal(reference.heldOutProbabilities.length, 50);
});

Deno.test("a reference of many rows keeps 1,000 that go together, and says how many there were", () => {
  const large = referenceOf(2500);
  assert.deepEqual([large.rows, large.labels.length], [2500, mostReferenceRows]);
  assert.deepEqual([...new Set(large.columns.map(({ cells }) => cells.length))], [1000]);
  const { rows, labels } = madeUpDataset(2500);
  const [age] = large.columns;
  const isWhole = (kept: number) =>
    rows.some((row, index) =>
      row[age.column] === age.cells[kept] && labels[index] === large.labels[kept] &&
      (index % 10) / 10 === large.probabilities[kept]
    );
  assert.ok(large.labels.every((_, kept) => isWhole(kept)));
  assert.deepEqual(referenceOf(2500), large);
});

Deno.test("a category that nobody has is there all the same", () => {
  for (const column of referenceOf(0).columns) {
    if (column.kind === "categorical") assert.ok(column.labels.length > 1);
    assert.deepEqual(column.cells, []);
  }
});

Deno.test("a reference reads back as it was written", () => {
  assert.deepEqual(parseReference(serializeReference(reference), "r"), reference);
});

Deno.test("a reference that is cut off, foreign, older or inconsistent is refused by its name", () => {
  const text = serializeReference(reference);
  const [age, ...others] = reference.columns;
  const shortened = { ...reference, columns: [{ ...age, cells: age.cells.slice(1) }, ...others] };
  const unlabelled = {
    ...reference,
    columns: reference.columns.map((column) =>
      column.kind === "categorical" ? { ...column, labels: [] } : column
    ),
  };
  for (
    const wrong of [
      text.slice(0, 99),
      "[]",
      text.replace('"version":2', '"version":1'),
      JSON.stringify(shortened),
      JSON.stringify(unlabelled),
    ]
  ) {
    assert.throws(
      () => parseReference(wrong, "reference.json of 3"),
      (error: unknown) =>
        error instanceof UserError && error.message.includes("reference.json of 3"),
    );
  }
});
