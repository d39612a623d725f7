/** The threshold by cost: midway, with ties and limits as documented. */
import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { chooseThreshold, costCurve } from "@/evaluate/choose_threshold.ts";

const labels = Uint8Array.of(0, 0, 1, 0, 1, 1);
const probabilities = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.6, 0.8);
const even = { falsePositiveCost: 1, falseNegativeCost: 1 };

Deno.test("thresholds lie midway between neighbours, from all positive to none", () => {
  const curve = costCurve(labels, probabilities, even);
  const expected = [0.05, 0.15, 0.25, 0.35, 0.5, 0.7, 0.9];
  curve.forEach(({ threshold }, i) => assert.ok(Math.abs(threshold - expected[i]) < 1e-15));
  assert.deepEqual(curve.map(({ falsePositives }) => falsePositives), [3, 2, 1, 1, 0, 0, 0]);
  assert.deepEqual(curve.map(({ falseNegatives }) => falseNegatives), [0, 0, 0, 1, 1, 2, 3]);
  assert.deepEqual(curve.map(({ cost }) => cost), [3, 2, 1, 2, 1, 2, 3].map((sum) => sum / 6));
});

Deno.test("the dearer a missed patient, the lower the threshold", () => {
  const chosen = (falseNegativeCost: number) =>
    chooseThreshold(labels, probabilities, { falsePositiveCost: 1, falseNegativeCost });
  assert.equal(chosen(5).threshold, 0.25);
  assert.equal(chosen(5).cost, 1 / 6);
  assert.equal(chosen(0.1).threshold, 0.5);
});

Deno.test("among equally cheap thresholds the one nearest to Elkan's wins, then the lower", () => {
  assert.equal(chooseThreshold(labels, probabilities, even).threshold, 0.5);
  const symmetric = chooseThreshold(Uint8Array.of(1, 0), Float64Array.of(0.375, 0.625), even);
  assert.deepEqual(symmetric.curve.map(({ cost }) => cost), [0.5, 1, 0.5]);
  assert.equal(symmetric.threshold, 0.1875);
});

Deno.test("no threshold above 1 is offered where a row is certain", () => {
  const curve = costCurve(Uint8Array.of(0, 1), Float64Array.of(0, 1), even);
  assert.deepEqual(curve.map(({ threshold }) => threshold), [0, 0.5]);
});

Deno.test("neighbouring doubles are still told apart", () => {
  const above = 0.5 + 2 ** -53;
  const choice = chooseThreshold(Uint8Array.of(0, 1), Float64Array.of(0.5, above), even);
  assert.equal(choice.threshold, above);
  assert.equal(choice.cost, 0);
});

Deno.test("costs must be finite, not negative, and not both nothing", () => {
  for (const [falsePositiveCost, falseNegativeCost] of [[-1, 2], [0, 0], [NaN, 1], [1, Infinity]]) {
    assert.throws(
      () => costCurve(labels, probabilities, { falsePositiveCost, falseNegativeCost }),
      UserError,
    );
  }
});
