import assert from "node:assert/strict";
import { childShare, treeMeans } from "@/explain/value_trees.ts";
import { smallTree } from "./small_trees.ts";

Deno.test("a tree's mean weighs its leaves by the training rows in them", () => {
  assert.deepEqual(treeMeans(smallTree), Float64Array.of((1 * 0 + 3 * 6 + 4 * 3) / 8));
});

Deno.test("a child without weight has a share above 0, and so has one of a node without", () => {
  const covers = Float64Array.of(8, 0, 0, 0, 8, 4, 4);
  assert.ok(childShare({ ...smallTree, covers }, 0, 1) > 0);
  assert.ok(childShare({ ...smallTree, covers }, 0, 1) < 1e-90);
  assert.equal(childShare({ ...smallTree, covers }, 1, 2), 1);
  assert.equal(childShare({ ...smallTree, covers }, 4, 5), 0.5);
});
