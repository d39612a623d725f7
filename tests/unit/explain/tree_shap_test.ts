import assert from "node:assert/strict";
import { treeShap } from "@/explain/tree_shap.ts";
import { smallTree } from "./small_trees.ts";

/** What the tree says of x where one feature is known, both are, or none is. */
const [none, first, second, both] = [3.75, 4.5, 4.5, 6];

Deno.test("contributions are the mean of what becoming known first or last changes", () => {
  const { means, contributions } = treeShap(smallTree, 3);
  const [a, b, unused] = contributions(Float64Array.of(4, 2, 9));
  assert.deepEqual(means, Float64Array.of(none));
  assert.ok(Math.abs(a - (first - none + both - second) / 2) < 1e-15);
  assert.ok(Math.abs(b - (second - none + both - first) / 2) < 1e-15);
  assert.equal(unused, 0);
});

Deno.test("a missing value goes the node's own way", () => {
  const { contributions } = treeShap(smallTree, 2);
  assert.deepEqual(contributions(Float64Array.of(NaN, NaN)), contributions(Float64Array.of(4, 2)));
});

Deno.test("a side that no training row went to counts only where it is known to be taken", () => {
  const { means, contributions } = treeShap({
    ...smallTree,
    covers: Float64Array.of(4, 0, 0, 0, 4, 2, 2),
  }, 2);
  assert.deepEqual(means, Float64Array.of(3));
  const [a, b] = contributions(Float64Array.of(4, 2));
  assert.ok(Number.isFinite(a) && Math.abs(means[0] + a + b - 6) < 1e-12);
  assert.ok(contributions(Float64Array.of(6, 2)).every((value) => Math.abs(value) < 1e-90));
});

Deno.test("trees without splits contribute nothing", () => {
  const { means, contributions } = treeShap({ ...smallTree, roots: Int32Array.of(2, 3) }, 2);
  assert.deepEqual(means, Float64Array.of(0, 6));
  assert.deepEqual(contributions(Float64Array.of(1, 1)), new Float64Array(2));
});
