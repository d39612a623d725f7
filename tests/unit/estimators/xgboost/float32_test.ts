import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { matrixFromRows } from "@/data/matrix.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";

Deno.test("toFloat32() rounds to single and keeps missing values", () => {
  const { values } = toFloat32(matrixFromRows([[0.1, NaN], [-1e38, 1e-50]]), []);
  assert.deepEqual([...values], [Math.fround(0.1), NaN, Math.fround(-1e38), 0]);
});

Deno.test("toFloat32() refuses what is infinite or too great, naming row and feature", () => {
  for (const value of [Infinity, -Infinity, 1e300, -(2 ** 127)]) {
    const X = matrixFromRows([[1, 2], [3, value]]);
    assert.throws(() => toFloat32(X, ["left", "right"]), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /row 1, right: found /);
      assert.ok(error.message.includes(String(value)));
      return true;
    });
  }
});
