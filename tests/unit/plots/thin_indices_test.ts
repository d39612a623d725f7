import assert from "node:assert/strict";
import { thinIndices } from "@/plots/thin_indices.ts";

Deno.test("thinIndices() takes every point of a short curve", () => {
  assert.deepEqual(thinIndices(3, 5), [0, 1, 2]);
  assert.deepEqual(thinIndices(0, 5), []);
});

Deno.test("thinIndices() takes evenly spaced points of a long one, both ends among them", () => {
  assert.deepEqual(thinIndices(101, 5), [0, 25, 50, 75, 100]);
});
