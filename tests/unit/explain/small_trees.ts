/** A tree written by hand, for tests to lay out and to explain. */
import type { ValueTrees } from "@/explain/value_trees.ts";

/**
 * Node 0 asks whether feature 0 is below 5. If so, node 1 asks whether feature 1 is below 2: nodes
 * 2 and 3 are worth 0 and 6. If not, node 4 asks whether feature 0 is below 7: nodes 5 and 6 are
 * both worth 3. Of 8 training rows 4 go below, 1 of them to node 2, and 2 each to nodes 5 and 6.
 */
export const smallTree: ValueTrees = {
  roots: Int32Array.of(0),
  features: Int32Array.of(0, 1, 0, 0, 0, 0, 0),
  thresholds: Float64Array.of(5, 2, 0, 0, 7, 0, 0),
  below: Int32Array.of(1, 2, 2, 3, 5, 5, 6),
  notBelow: Int32Array.of(4, 3, 2, 3, 6, 5, 6),
  missing: Int32Array.of(1, 3, 2, 3, 5, 5, 6),
  covers: Float64Array.of(8, 4, 1, 3, 4, 2, 2),
  values: Float64Array.of(0, 0, 0, 6, 0, 3, 3),
};
