import assert from "node:assert/strict";
import { reduceTrees } from "@/estimators/forest/decision_diagram.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/** Trees of one split each, on the given column; a side of 1 votes for class 1. */
function stumps(splits: readonly (readonly [column: number, left: 0 | 1, right: 0 | 1])[]): Trees {
  const perNode = (values: (left: 0 | 1, right: 0 | 1) => [number, number, number]) =>
    splits.flatMap(([, left, right]) => values(left, right));
  return {
    treeCount: splits.length,
    drawnColumns: Int32Array.from(splits, ([column]) => column),
    rightOffset: Int32Array.from(perNode(() => [2, 0, 0])),
    splitColumn: Int32Array.from(perNode(() => [0, -1, -1])),
    threshold: Float64Array.from(perNode(() => [0.5, 0, 0])),
    gain: Float64Array.from(perNode(() => [1, 0, 0])),
    zeros: Int32Array.from(perNode((left, right) => [2 - left - right, 1 - left, 1 - right])),
    ones: Int32Array.from(perNode((left, right) => [left + right, left, right])),
  };
}

Deno.test("equal splits of several trees stand once, opposite ones do not", () => {
  const { splits, roots, thresholds, starts } = reduceTrees(
    stumps([[1, 0, 1], [1, 0, 1], [1, 1, 0], [2, 0, 1]]),
    3,
  );
  assert.equal(splits.length / 3, 3);
  assert.equal(roots[0], roots[1]);
  assert.equal(new Set(roots).size, 3);
  assert.deepEqual([...thresholds], [0.5, 0.5]);
  assert.deepEqual([...starts], [0, 0, 1, 2]);
});

Deno.test("a split whose sides vote alike is the vote itself", () => {
  const { splits, roots, treeCount } = reduceTrees(stumps([[0, 0, 0], [0, 1, 1]]), 1);
  assert.equal(splits.length, 0);
  assert.deepEqual([...roots], [0, 1]);
  assert.equal(treeCount, 2);
});
