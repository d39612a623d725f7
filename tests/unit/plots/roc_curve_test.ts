import assert from "node:assert/strict";
import { rocCurve } from "@/evaluate/curves/roc_curve.ts";
import { rocCurveFigure } from "@/plots/roc_curve.ts";
import { rocModel } from "./example_figures.ts";

const measuredOn = "184 held-out patients";
const curve = { falsePositiveRate: Float64Array.of(0, 1), truePositiveRate: Float64Array.of(0, 1) };

function titleOf(...models: { name: string; auc: number; interval?: [number, number] }[]): string {
  return rocCurveFigure({
    models: models.map(({ interval, ...model }) => ({
      ...model,
      curve,
      ...(interval && { interval: { lower: interval[0], upper: interval[1] } }),
    })),
    measuredOn,
  }).title;
}

Deno.test("the ROC figure draws each model's curve as it is", () => {
  const model = rocModel("Random forest", 0.3);
  const { data } = rocCurveFigure({ models: [model], measuredOn });
  assert.deepEqual(data[0].x, Array.from(model.curve.falsePositiveRate));
  assert.deepEqual(data[0].y, Array.from(model.curve.truePositiveRate));
  assert.deepEqual(data[1].x, [model.chosen.falsePositiveRate]);
  assert.deepEqual(data[1].y, [model.chosen.truePositiveRate]);
});

Deno.test("the ROC figure's legend says AUC and interval, and leaves out an undefined interval", () => {
  const [interval, undefinedInterval] = [[0.853, 0.938], [NaN, NaN]].map(([lower, upper]) => ({
    lower,
    upper,
  }));
  const { data } = rocCurveFigure({
    models: [
      { name: "A", curve, auc: 0.8994, interval },
      { name: "B", curve, auc: 0.7, interval: undefinedInterval },
    ],
    measuredOn,
  });
  assert.equal(data[0].name, "<b>A</b><br>AUC 0.899 (0.853–0.938)");
  assert.equal(data[1].name, "<b>B</b><br>AUC 0.700");
});

Deno.test("the ROC figure's title counts pairs for one model", () => {
  assert.equal(
    titleOf({ name: "Random forest", auc: 0.899 }),
    "Random forest ranks 9 of 10 patient pairs correctly (AUC 0.899)",
  );
  assert.equal(
    titleOf({ name: "Dummy", auc: 0.876 }),
    "Dummy ranks 88 of 100 patient pairs correctly (AUC 0.876)",
  );
});

Deno.test("the ROC figure's title names a winner only outside the others' uncertainty", () => {
  assert.equal(
    titleOf(
      { name: "A", auc: 0.85, interval: [0.82, 0.88] },
      { name: "B", auc: 0.9, interval: [0.87, 0.93] },
    ),
    "B ranks patients best (AUC 0.900), ahead of A (0.850)",
  );
  assert.equal(
    titleOf(
      { name: "A", auc: 0.89, interval: [0.86, 0.92] },
      { name: "B", auc: 0.9, interval: [0.87, 0.93] },
      { name: "Dummy", auc: 0.5, interval: [0.5, 0.5] },
    ),
    "B and A rank patients about equally well (AUC 0.890 to 0.900)",
  );
  assert.equal(
    titleOf({ name: "A", auc: 0.9 }, { name: "B", auc: 0.88 }),
    "A ranks patients best (AUC 0.900), ahead of B (0.880)",
  );
});

Deno.test("the ROC figure draws nothing but chance when the patients are all of one class", () => {
  const labels = new Uint8Array(3);
  const { data, title, layout, table } = rocCurveFigure({
    models: [{ name: "A", curve: rocCurve(labels, Float64Array.of(0.1, 0.5, 0.9)), auc: NaN }],
    measuredOn: "3 patients",
  });
  assert.deepEqual(data, []);
  assert.equal(title, "No ROC curve: the patients are all of one class");
  assert.equal((layout.annotations as unknown[]).length, 2);
  assert.deepEqual(table?.rows, [["A", "–", "–"]]);
});

Deno.test("the ROC figure thins a long curve and keeps both its ends", () => {
  const long = Float64Array.from({ length: 100_001 }, (_, i) => i / 100_000);
  const { data } = rocCurveFigure({
    models: [{
      name: "A",
      curve: { falsePositiveRate: long, truePositiveRate: long },
      auc: 0.5,
    }],
    measuredOn,
  });
  const xs = data[0].x as number[];
  assert.equal(xs.length, 500);
  assert.deepEqual([xs[0], xs[499]], [0, 1]);
});
