/** Mean and sample deviation. */
import assert from "node:assert/strict";
import { meanAndDeviation } from "@/evaluate/mean_and_deviation.ts";

Deno.test("the deviation has k − 1 in its denominator", () => {
  assert.deepEqual(meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]), {
    mean: 5,
    deviation: Math.sqrt(32 / 7),
  });
});

Deno.test("what too few values cannot tell is NaN", () => {
  assert.deepEqual(meanAndDeviation([3]), { mean: 3, deviation: NaN });
  assert.deepEqual(meanAndDeviation([1, NaN]), { mean: NaN, deviation: NaN });
});
