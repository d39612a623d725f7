import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { buildReference } from "@/drift/reference.ts";
import { trainingRanges } from "@/drift/training_range.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";

const rows = [{ age: 61, sex: "Male" }, { age: 28, sex: "Male" }, { age: null, sex: null }]
  .map((raw) => readRow(heartSchema, raw).row);
const ranges = trainingRanges(buildReference(heartSchema, {
  rows,
  labels: new Uint8Array(3),
  probabilities: new Float64Array(3),
  heldOutProbabilities: new Float64Array(0),
}, createRandom(1)));
const rangeOf = (name: string) => ranges.find(({ column }) => column === name)!;

Deno.test("a number is outside when it is below the least or above the greatest of training", () => {
  const { words, isOutside } = rangeOf("age");
  assert.equal(words, "28 to 61");
  assert.deepEqual([27, 28, 61, 62, null].map(isOutside), [true, false, false, true, false]);
});

Deno.test("a category is outside when no training row had it", () => {
  const { words, isOutside } = rangeOf("sex");
  assert.equal(words, "Male");
  assert.deepEqual(["Male", "Female", null].map(isOutside), [false, true, false]);
});

Deno.test("of a column that training never had, anything is outside", () => {
  const { words, isOutside } = rangeOf("chol");
  assert.equal(words, "nothing");
  assert.deepEqual([200, null].map(isOutside), [true, false]);
});
