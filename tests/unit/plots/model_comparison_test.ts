import assert from "node:assert/strict";
import { modelComparisonFigure } from "@/plots/model_comparison.ts";

function figureOf(...models: { name: string; mean: number; deviation: number; baseline?: true }[]) {
  return modelComparisonFigure({
    metrics: ["ROC AUC"],
    models: models.map(({ mean, deviation, ...model }) => ({
      ...model,
      scores: [{ mean, deviation }],
    })),
    measuredBy: "5-fold cross-validation",
  });
}

Deno.test("the comparison draws a dot with a deviation bar for each model, none on another", () => {
  const { data } = figureOf(
    { name: "A", mean: 0.9, deviation: 0.01 },
    { name: "B", mean: 0.88, deviation: 0.02 },
  );
  assert.deepEqual(data.map(({ x }) => x), [[0.9], [0.88]]);
  assert.deepEqual(data.map((trace) => (trace.error_x as { array: number[] }).array), [[0.01], [
    0.02,
  ]]);
  assert.notDeepEqual(data[0].y, data[1].y);
});

Deno.test("the comparison's title says when a lead is smaller than the spread", () => {
  const second = { name: "B", mean: 0.88, deviation: 0.01 };
  assert.equal(
    figureOf({ name: "A", mean: 0.9, deviation: 0.01 }, second).title,
    "A leads by ROC AUC: 0.900 against 0.880 of B",
  );
  assert.equal(
    figureOf({ name: "A", mean: 0.9, deviation: 0.03 }, second).title,
    "A leads by ROC AUC: 0.900 against 0.880 of B, a gap smaller than the spread across folds",
  );
});

Deno.test("the comparison never calls a baseline the winner", () => {
  const { title } = figureOf(
    { name: "Dummy", mean: 0.99, deviation: 0, baseline: true },
    { name: "A", mean: 0.9, deviation: 0.01 },
  );
  assert.equal(title, "A has a mean ROC AUC of 0.900");
});

Deno.test("the comparison leaves a gap for an undefined score and an undefined deviation", () => {
  const { data, title } = figureOf({ name: "A", mean: NaN, deviation: NaN });
  assert.deepEqual(data[0].x, [null]);
  assert.equal(title, "No model has a ROC AUC");
});
