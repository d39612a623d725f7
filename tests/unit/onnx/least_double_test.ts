import assert from "node:assert/strict";
import { leastDouble } from "@/onnx/least_double.ts";
import { sigmoid } from "@/estimators/logistic/score.ts";

Deno.test("leastDouble() finds the very number from which a test holds", () => {
  for (const bound of [0, 1, -1, 0.1, -1e-300, 5e-324, -5e-324, 1e308, -1.7976931348623157e308]) {
    assert.equal(leastDouble((value) => value >= bound), bound);
  }
});

Deno.test("leastDouble() is the next double after an excluded bound", () => {
  assert.equal(leastDouble((value) => value > 1), 1 + Number.EPSILON);
  assert.equal(leastDouble((value) => value > 0), Number.MIN_VALUE);
});

Deno.test("leastDouble() is infinite where a test always or only at infinity holds", () => {
  assert.equal(leastDouble(() => true), -Infinity);
  assert.equal(leastDouble((value) => value === Infinity), Infinity);
});

Deno.test("leastDouble() divides scores where their probabilities meet a threshold", () => {
  for (const threshold of [0.01, 0.37, 0.5, 0.99, 1]) {
    const score = leastDouble((score) => sigmoid(score) >= threshold);
    assert.ok(sigmoid(score) >= threshold);
    assert.ok(sigmoid(score - Math.abs(score) * Number.EPSILON - Number.EPSILON / 4) < threshold);
  }
});
