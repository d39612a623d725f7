import assert from "node:assert/strict";
import { meanImpurityDecrease } from "@/estimators/forest/importance.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/**
 * Three trees over 3 columns, 2 drawn each. The first splits its 8 samples on column 2 (gain 0.3)
 * and the 4 on the left on column 0 (gain 0.2); the second splits on column 0; the third not at all.
 */
const trees: Trees = {
  treeCount: 3,
  drawnColumns: Int32Array.of(2, 0, 0, 1, 1, 2),
  rightOffset: Int32Array.of(4, 2, 0, 0, 0, 2, 0, 0, 0),
  splitColumn: Int32Array.of(0, 1, -1, -1, -1, 0, -1, -1, 0),
  threshold: new Float64Array(9),
  gain: Float64Array.of(0.3, 0.2, 0, 0, 0, 0.4, 0, 0, 0.1),
  zeros: Int32Array.of(4, 3, 3, 0, 1, 4, 4, 0, 5),
  ones: Int32Array.of(4, 1, 0, 1, 3, 4, 0, 4, 3),
};

Deno.test("importance weighs gains by samples and splitting trees equally", () => {
  const fromFirst = [0.2 * 4 / (0.2 * 4 + 0.3 * 8), 0, 0.3 * 8 / (0.2 * 4 + 0.3 * 8)];
  const expected = [(fromFirst[0] + 1) / 2, 0, fromFirst[2] / 2];
  meanImpurityDecrease(trees, 3).forEach((weight, column) =>
    assert.ok(Math.abs(weight - expected[column]) < 1e-15, `column ${column}: ${weight}`)
  );
});

Deno.test("importance is zero when no tree splits", () => {
  const leaf: Trees = {
    treeCount: 1,
    drawnColumns: Int32Array.of(1),
    rightOffset: Int32Array.of(0),
    splitColumn: Int32Array.of(-1),
    threshold: new Float64Array(1),
    gain: new Float64Array(1),
    zeros: Int32Array.of(3),
    ones: Int32Array.of(0),
  };
  assert.deepEqual(meanImpurityDecrease(leaf, 2), new Float64Array(2));
});
