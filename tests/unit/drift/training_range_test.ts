import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { buildReference } from "@/drift/reference.ts";
import { isOutside, rangeWords, trainingRanges } from "@/drift/training_range.ts";
import type { Cell } from "@/schema/cell.ts";
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
const wordsOf = (name: string) => rangeWords(rangeOf(name));
const areOutside = (name: string, cells: readonly Cell[]) =>
  cells.map((cell) => isOutside(rangeOf(name), cell));

Deno.test("a number is outside when it is below the least or above the greatest of training", () => {
  assert.equal(wordsOf("age"), "28 to 61");
  assert.deepEqual(areOutside("age", [27, 28, 61, 62, null]), [true, false, false, true, false]);
});

Deno.test("a category is outside when no training row had it", () => {
  assert.equal(wordsOf("sex"), "Male");
  assert.deepEqual(areOutside("sex", ["Male", "Female", null]), [false, true, false]);
});

Deno.test("of a column that training never had, anything is outside", () => {
  assert.equal(wordsOf("chol"), "nothing");
  assert.deepEqual(areOutside("chol", [200, null]), [true, false]);
});
