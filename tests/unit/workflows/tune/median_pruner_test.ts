import assert from "node:assert/strict";
import { shouldPrune } from "@/workflows/tune/median_pruner.ts";

const rivals = [[0.5, 0.9], [0.6, 0.9], [0.7, 0.9], [0.8, 0.9], [0.9, 0.9]];

Deno.test("a trial below the median of its predecessors' means is given up", () => {
  assert.equal(shouldPrune([0.69], rivals), true);
  assert.equal(shouldPrune([0.7], rivals), false, "one at the median goes on");
  assert.equal(shouldPrune([0.71], rivals), false);
});

Deno.test("means after as many folds are compared, not single folds", () => {
  // Medians of the means are 0.8; the second fold alone would condemn both.
  assert.equal(shouldPrune([0.8, 0.81], rivals), false);
  assert.equal(shouldPrune([0.7, 0.89], rivals), true);
});

Deno.test("fewer than five predecessors that came as far have no say", () => {
  assert.equal(shouldPrune([0.1], rivals.slice(1)), false);
  assert.equal(shouldPrune([0.1, 0.1], [...rivals.slice(1), [0.9]]), false);
  assert.equal(shouldPrune([0.1], [...rivals.slice(1), [0.9]]), true);
});

Deno.test("the median of an even number is between the two in the middle", () => {
  const six = [...rivals, [1]];
  assert.equal(shouldPrune([0.74], six), true);
  assert.equal(shouldPrune([0.76], six), false);
});

Deno.test("nothing is given up before it was judged", () => {
  assert.equal(shouldPrune([], rivals), false);
});
