import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { permutationTest } from "@/drift/permutation_test.ts";
import { poolProbabilities } from "@/drift/pooled_table.ts";
import type { Reference } from "@/drift/reference.ts";

/** A table of one column, of whose tests all is known. */
function tableOf(reference: number[], window: number[]) {
  const held = { heldOutProbabilities: reference } as unknown as Reference;
  return poolProbabilities(held, Float64Array.from(window));
}

const judged = (reference: number[], window: number[], permutationCount = 1999) =>
  permutationTest(tableOf(reference, window), { random: createRandom(5), permutationCount });

Deno.test("permutationTest() agrees with the enumeration of all splits", () => {
  // Of the 6 choose 3 splits two show so wide a gap, this one and its mirror image.
  const tests = judged([1, 2, 3], [11, 12, 13], 19_999);
  for (const { pValue } of tests) assert.ok(Math.abs(pValue - 2 / 20) < 0.01, String(pValue));
});

Deno.test("permutationTest() gives what the statistics are, whichever part is smaller", () => {
  for (const [a, b] of [[[1, 2, 2, 5], [3, 4]], [[3, 4], [1, 2, 2, 5]]]) {
    const [moved, shape] = judged(a, b);
    assert.deepEqual([moved.name, shape.name], ["wasserstein", "kolmogorovSmirnov"]);
    assert.ok(Math.abs(moved.statistic - 1.5) < 1e-12);
    assert.equal(shape.statistic, 0.75);
  }
});

Deno.test("a test reaches its threshold exactly when its p-value is no more than the rate", () => {
  const random = createRandom(9);
  let reached = 0;
  for (let trial = 0; trial < 40; trial++) {
    const draw = (count: number, shift: number) =>
      Array.from({ length: count }, () => Math.round(4 * (random.normal() + shift)) / 4);
    for (const test of judged(draw(30, 0), draw(20, trial / 40), 499)) {
      const isReached = test.statistic >= test.threshold(0.05) - 1e-12;
      assert.equal(isReached, test.pValue <= 0.05);
      reached += Number(isReached);
    }
  }
  assert.ok(reached > 10 && reached < 70, String(reached));
});

Deno.test("no test is called of equal samples, nor of none, nor at a rate too small to show", () => {
  const values = Array.from({ length: 30 }, (_, i) => i);
  for (const window of [values, []]) {
    for (const { pValue, threshold } of judged(values, window)) {
      assert.equal(pValue, 1);
      assert.equal(threshold(1e-6), Infinity);
    }
  }
});

Deno.test("p-values are the same for the same seed", () => {
  const [a, b] = [judged([1, 2, 3, 4], [2, 4, 6]), judged([1, 2, 3, 4], [2, 4, 6])];
  assert.deepEqual(a.map(({ pValue }) => pValue), b.map(({ pValue }) => pValue));
});
