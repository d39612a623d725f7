import assert from "node:assert/strict";
import { addAnswer, emptySummary } from "@/drift/window_summary.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { ColumnTally } from "@/workflows/monitor/column_tally.ts";

Deno.test("a tally counts as reading row by row does, however many distinct texts there are", () => {
  const place = heartSchema.features.findIndex(({ name }) => name === "oldpeak");
  const { name } = heartSchema.features[place];
  // More texts than are kept, among them some that share their ends and so their slot.
  const texts = Array.from({ length: 30_000 }, (_, i) => {
    if (i % 50 === 0) return "";
    return i % 3 === 0 ? String(i % 7) : `1.${String((7919 * i) % 9000).padStart(6, "0")}10`;
  });
  const [tallied, counted] = [emptySummary(heartSchema), emptySummary(heartSchema)];
  const tally = new ColumnTally(heartSchema, tallied.columns[place]);
  for (const text of texts) {
    tally.of(text).count++;
    const read = readRow(heartSchema, { [name]: text });
    addAnswer(counted, { ...read, probability: 0.5, prediction: 1, latencyMs: undefined });
  }
  tally.settle();
  const [a, b] = [tallied.columns[place], counted.columns[place]];
  assert.equal(a.present, b.present);
  assert(Math.abs(a.sum - b.sum) < 1e-6 * b.sum);
  assert.deepEqual(a.issueCounts, b.issueCounts);
});

Deno.test("a tally counts categories under their labels, and what is unknown as that", () => {
  const place = heartSchema.features.findIndex(({ name }) => name === "sex");
  const summary = emptySummary(heartSchema);
  const tally = new ColumnTally(heartSchema, summary.columns[place]);
  for (const text of ["1", "Male", "male", "0", "", "x", "x"]) tally.of(text).count++;
  tally.settle();
  const { present, categoryCounts, issueCounts, column } = summary.columns[place];
  assert(column.kind === "categorical");
  const male = column.categories.findIndex(({ label }) => label === "Male");
  assert.deepEqual([present, categoryCounts[male], categoryCounts[1 - male]], [4, 3, 1]);
  assert.deepEqual([issueCounts["missing"], issueCounts["unknown-category"]], [1, 2]);
});
