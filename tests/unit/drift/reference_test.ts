import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { buildReference, parseReference, serializeReference } from "@/drift/reference.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "../pipeline/patients.ts";

const { rows, labels } = madeUpDataset(200);
const probabilities = Float64Array.from(rows, (_, index) => (index % 10) / 10);
const reference = buildReference(heartSchema, rows, labels, probabilities);

Deno.test("a reference holds every value of every feature, counted", () => {
  assert.deepEqual(
    reference.columns.map(({ column }) => column),
    heartSchema.features.map(({ name }) => name),
  );
  for (const column of reference.columns) {
    const cells = rows.map((row) => row[column.column]);
    assert.equal(column.missing, cells.filter((cell) => cell === null).length);
    const keys: readonly (string | number)[] = column.kind === "numeric"
      ? column.values
      : column.labels;
    keys.forEach((key, index) =>
      assert.equal(column.counts[index], cells.filter((cell) => cell === key).length)
    );
    assert.equal(column.counts.reduce((a, b) => a + b) + column.missing, rows.length);
    if (column.kind === "numeric") {
      assert.deepEqual(column.values, column.values.toSorted((a, b) => a - b));
      assert.equal(new Set(column.values).size, column.values.length);
    }
  }
  assert.equal(reference.positives, labels.filter((label) => label === 1).length);
  assert.deepEqual(reference.probabilities.counts, Array(10).fill(20));
});

Deno.test("a category that nobody has is there all the same, counted 0", () => {
  const { columns } = buildReference(heartSchema, [], new Uint8Array(), new Float64Array());
  for (const column of columns) {
    if (column.kind === "categorical") assert(column.labels.length > 1);
    assert(column.counts.every((count) => count === 0));
  }
});

Deno.test("a reference reads back as it was written", () => {
  assert.deepEqual(parseReference(serializeReference(reference), "r"), reference);
});

Deno.test("a reference that is cut off, foreign or newer is refused by its name", () => {
  const text = serializeReference(reference);
  for (const wrong of [text.slice(0, 99), "[]", text.replace('"version":1', '"version":2')]) {
    assert.throws(
      () => parseReference(wrong, "reference.json of 3"),
      (error: unknown) =>
        error instanceof UserError && error.message.includes("reference.json of 3"),
    );
  }
});
