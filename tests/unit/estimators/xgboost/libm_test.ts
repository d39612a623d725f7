/** The golden test compares with glibc; this one looks at the edges. */
import assert from "node:assert/strict";
import { expf, logf } from "@/estimators/xgboost/libm.ts";

Deno.test("expf() overflows to infinity and underflows through subnormals to zero", () => {
  assert.equal(expf(89), Infinity);
  assert.equal(expf(-Infinity), 0);
  assert.equal(expf(-104), 0);
  assert.equal(expf(-103.5), 2 ** -149);
  assert.equal(expf(0), 1);
  assert.ok(Number.isNaN(expf(NaN)));
});

Deno.test("logf() is zero at 1 and has the sign of what it is near", () => {
  assert.equal(logf(1), 0);
  assert.ok(logf(1 + 2 ** -23) > 0 && logf(1 - 2 ** -24) < 0);
});

Deno.test("expf() and logf() are within one unit in the last place of double precision's", () => {
  for (let x = -80; x < 80; x += 0.37) {
    const single = Math.fround(x);
    const exact = Math.exp(single);
    assert.ok(Math.abs(expf(single) - exact) <= exact * 2 ** -23, `exp(${single})`);
    const power = Math.fround(exact);
    const tolerance = Math.max(Math.abs(Math.log(power)) * 2 ** -23, 2 ** -30);
    assert.ok(Math.abs(logf(power) - Math.log(power)) <= tolerance, `log(${power})`);
  }
});
