import assert from "node:assert/strict";
import { withoutIdleSplits } from "@/explain/idle_splits.ts";
import { isLeaf, treeMeans } from "@/explain/value_trees.ts";
import { smallTree } from "./small_trees.ts";

const leavesOf = (values: readonly number[]) => {
  const trees = { ...smallTree, values: Float64Array.from(values) };
  const lean = withoutIdleSplits(trees);
  assert.deepEqual(treeMeans(lean), treeMeans(trees));
  return [0, 1, 4].filter((node) => isLeaf(lean, node)).map((node) => [node, lean.values[node]]);
};

Deno.test("a split whose sides are alike becomes a leaf of their value, others stay", () => {
  assert.deepEqual(leavesOf([0, 0, 0, 6, 0, 3, 3]), [[4, 3]]);
  assert.deepEqual(leavesOf([0, 0, 0, 6, 0, 3, 4]), []);
});

Deno.test("splits above splits are left out, too, all the way up to the root", () => {
  assert.deepEqual(leavesOf([0, 0, 2, 2, 0, 2, 2]), [[0, 2], [1, 2], [4, 2]]);
  assert.deepEqual(leavesOf([0, 0, 1, 1, 0, 2, 2]), [[1, 1], [4, 2]]);
});

Deno.test("the given trees are left as they are", () => {
  const before = structuredClone(smallTree);
  withoutIdleSplits(smallTree);
  assert.deepEqual(smallTree, before);
});
