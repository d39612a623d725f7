import assert from "node:assert/strict";
import { tracePaths } from "@/explain/tree_paths.ts";
import { smallTree } from "./small_trees.ts";

Deno.test("paths are in preorder, and know where else their feature was asked for", () => {
  const { nodes, parents, outers, shares, quadrature } = tracePaths(smallTree, 0);
  assert.deepEqual([...nodes], [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...parents], [0, 0, 1, 1, 0, 4, 4]);
  assert.deepEqual([...outers], [0, 0, 0, 0, 0, 4, 4]);
  assert.deepEqual([...shares], [1, 1 / 2, 1 / 4, 3 / 4, 1 / 2, 1 / 4, 1 / 4]);
  assert.equal(quadrature.points.length, 1);
});

Deno.test("nodes that the root does not lead to are left out", () => {
  const below = smallTree.below.with(4, 4);
  assert.deepEqual([...tracePaths({ ...smallTree, below }, 0).nodes], [0, 1, 2, 3, 4]);
  assert.deepEqual([...tracePaths(smallTree, 4).nodes], [4, 5, 6]);
});
