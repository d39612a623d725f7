import assert from "node:assert/strict";
import { precisionRecallFigure } from "@/plots/precision_recall.ts";
import { precisionRecallModel } from "./example_figures.ts";

const measuredOn = "184 held-out patients";

Deno.test("the precision-recall figure draws the curve as a staircase and marks the prevalence", () => {
  const model = precisionRecallModel("Random forest", 0.3);
  const { data, layout } = precisionRecallFigure({ models: [model], prevalence: 0.55, measuredOn });
  assert.deepEqual(data[0].x, Array.from(model.curve.recall));
  assert.deepEqual(data[0].y, Array.from(model.curve.precision));
  assert.equal((data[0].line as { shape: string }).shape, "hv");
  const [line] = layout.shapes as { y0: number; y1: number }[];
  assert.deepEqual([line.y0, line.y1], [0.55, 0.55]);
});

Deno.test("the precision-recall figure's title says what the chosen threshold finds", () => {
  const model = {
    name: "Random forest",
    curve: { precision: Float64Array.of(0.5, 1), recall: Float64Array.of(1, 0) },
    averagePrecision: 0.9,
  };
  const titleOf = (precision: number, recall: number) =>
    precisionRecallFigure({
      models: [{ ...model, chosen: { threshold: 0.4, precision, recall } }],
      prevalence: 0.5,
      measuredOn,
    }).title;
  assert.equal(
    titleOf(0.85, 0.9),
    "Random forest finds 9 of 10 patients with disease, and 85 of 100 alarms are right",
  );
  assert.equal(
    titleOf(0.999, 1),
    "Random forest finds all patients with disease, and 99 of 100 alarms are right",
  );
  assert.equal(
    precisionRecallFigure({ models: [model], prevalence: 0.5, measuredOn }).title,
    "Random forest reaches an average precision of 0.900 against 0.500 by chance",
  );
});

Deno.test("the precision-recall figure says so when no patient has disease", () => {
  const { data, title } = precisionRecallFigure({
    models: [{
      name: "A",
      curve: { precision: Float64Array.of(0, 1), recall: Float64Array.of(1, 0) },
      averagePrecision: NaN,
    }],
    prevalence: 0,
    measuredOn,
  });
  assert.deepEqual(data, []);
  assert.equal(title, "No precision-recall curve: no patient has disease");
});
