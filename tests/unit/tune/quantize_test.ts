/** Rounding to multiples, as NumPy rounds. */
import assert from "node:assert/strict";
import { quantize } from "@/tune/quantize.ts";

Deno.test("halves go to the even multiple", () => {
  assert.deepEqual([0.5, 1.5, 2.5, -0.5, -1.5].map((value) => quantize(value, 1)), [
    0,
    2,
    2,
    0,
    -2,
  ]);
  assert.deepEqual([5, 15, 25].map((value) => quantize(value, 10)), [0, 20, 20]);
});

Deno.test("nothing becomes −0", () => {
  for (const value of [-0, -0.2, -0.5, -1e-300]) assert.ok(Object.is(quantize(value, 1), 0));
});

Deno.test("a multiple stays itself, however it was reached", () => {
  for (const q of [0.1, 0.3, 1e-3, 7]) {
    for (let count = -100; count <= 100; count++) {
      assert.equal(quantize(count * q, q), count * q + 0);
    }
  }
});
