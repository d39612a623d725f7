import assert from "node:assert/strict";
import { thresholdCostFigure } from "@/plots/threshold_cost.ts";

const curve = [
  { threshold: 0.05, cost: 0.45 },
  { threshold: 0.3, cost: 0.2 },
  { threshold: 0.52, cost: 0.4 },
  { threshold: 0.95, cost: 2.75 },
];

function figureOf(chosen: number, points = curve) {
  return thresholdCostFigure({
    model: "Random forest",
    curve: points,
    costs: { falsePositiveCost: 1, falseNegativeCost: 5 },
    chosen,
    measuredOn: "736 patients",
  });
}

Deno.test("the threshold figure draws cost per 100 patients and marks the cheapest threshold", () => {
  const [line, chosen, customary] = figureOf(0.3).data;
  assert.deepEqual(line.y, [45, 20, 40, 275]);
  assert.deepEqual([chosen.x, chosen.y, chosen.text], [[0.3], [20], ["<b>cheapest</b><br>0.30"]]);
  assert.deepEqual([customary.x, customary.y], [[0.5], [40]]);
});

Deno.test("the threshold figure's title compares the chosen threshold with 0.50", () => {
  assert.equal(
    figureOf(0.3).title,
    "A threshold of 0.30 costs 20 per 100 patients with Random forest; 0.50 would cost about 40",
  );
  assert.equal(
    figureOf(0.54).title,
    "A threshold of 0.54 costs 40 per 100 patients with Random forest, about the same as 0.50",
  );
  assert.equal(
    figureOf(0.5).title,
    "A threshold of 0.50 costs 40 per 100 patients with Random forest",
  );
});

Deno.test("the threshold figure keeps the cheap end legible and says how dear the other end is", () => {
  const { layout } = figureOf(0.3);
  const [, top] = (layout.yaxis as { range: number[] }).range;
  assert.ok(top > 45 && top < 275);
  const notes = (layout.annotations as { text: string }[]).map(({ text }) => text);
  assert.deepEqual(notes, ["everyone called ill: 45", "↑ no one called ill: 275"]);
});

Deno.test("the threshold figure of a model without errors has an axis all the same", () => {
  const { layout, data } = figureOf(0.5, [{ threshold: 0.5, cost: 0 }]);
  assert.deepEqual((layout.yaxis as { range: number[] }).range, [0, 1]);
  assert.equal(data.length, 2);
});
