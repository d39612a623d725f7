/** Wilson's interval at its ends. */
import assert from "node:assert/strict";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";

Deno.test("no hits and nothing but hits leave room on one side only", () => {
  assert.equal(wilsonInterval(0, 10).lower, 0);
  assert.ok(Math.abs(wilsonInterval(0, 10).upper - 0.2775327998628892) < 1e-12);
  assert.equal(wilsonInterval(10, 10).upper, 1);
});

Deno.test("no rows leave every share possible", () => {
  assert.deepEqual(wilsonInterval(0, 0), { lower: 0, upper: 1 });
});
