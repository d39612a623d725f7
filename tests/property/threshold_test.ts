/** The chosen threshold is the cheapest there is, by brute force. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { chooseThreshold, type ErrorCosts } from "@/evaluate/choose_threshold.ts";
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import { scoredRows } from "./scored_rows.ts";

const costs = fc.record({
  falsePositiveCost: fc.integer({ min: 1, max: 20 }),
  falseNegativeCost: fc.integer({ min: 0, max: 20 }),
});

type Rows = { labels: Uint8Array; probabilities: Float64Array };

function errors({ labels, probabilities }: Rows, threshold: number) {
  return confusionMatrix(labels, predictLabels(probabilities, threshold));
}

function costAt(rows: Rows, threshold: number, costs: ErrorCosts): number {
  const { falsePositives, falseNegatives } = errors(rows, threshold);
  const sum = falsePositives * costs.falsePositiveCost + falseNegatives * costs.falseNegativeCost;
  return sum / rows.labels.length;
}

Deno.test("no threshold in [0, 1] is cheaper than the chosen one", () => {
  fc.assert(fc.property(scoredRows, costs, (rows, costs) => {
    const { threshold, cost } = chooseThreshold(rows.labels, rows.probabilities, costs);
    assert.ok(threshold >= 0 && threshold <= 1);
    assert.equal(costAt(rows, threshold, costs), cost);
    for (const other of [0, 1, ...rows.probabilities]) {
      assert.ok(cost <= costAt(rows, other, costs), `${other} is cheaper than ${threshold}`);
    }
  }));
});

Deno.test("the cost curve ascends, and each of its points is what its threshold does", () => {
  fc.assert(fc.property(scoredRows, costs, (rows, costs) => {
    const { curve } = chooseThreshold(rows.labels, rows.probabilities, costs);
    curve.forEach((point, i) => {
      assert.ok(i === 0 || curve[i - 1].threshold < point.threshold);
      const { falsePositives, falseNegatives } = errors(rows, point.threshold);
      assert.deepEqual([point.falsePositives, point.falseNegatives], [
        falsePositives,
        falseNegatives,
      ]);
      assert.equal(point.cost, costAt(rows, point.threshold, costs));
    });
  }));
});
