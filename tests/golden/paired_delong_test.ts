/** The interval for the difference of two AUCs equals that of R's pROC to 1e-12. */
import assert from "node:assert/strict";
import { pairedDelongInterval } from "@/evaluate/intervals/paired_delong_interval.ts";
import golden from "./paired_delong.json" with { type: "json" };

for (const { name, labels, first, second, z, ...expected } of golden) {
  Deno.test(`the paired difference equals pROC's: ${name}`, () => {
    const actual = pairedDelongInterval(
      Uint8Array.from(labels),
      Float64Array.from(first),
      Float64Array.from(second),
    );
    for (const part of ["difference", "standardError", "lower", "upper"] as const) {
      const gap = Math.abs(actual[part] - expected[part]);
      assert.ok(gap <= 1e-12, `${part}: ${actual[part]}, expected ${expected[part]}`);
    }
    assert.ok(Math.abs(actual.difference / actual.standardError - z) < 1e-9);
  });
}
