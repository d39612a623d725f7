import assert from "node:assert/strict";
import { calibrationFigure } from "@/plots/calibration.ts";

function figureOf(bins: [meanProbability: number, positiveShare: number, rowCount: number][]) {
  return calibrationFigure({
    model: "Random forest",
    bins: bins.map(([meanProbability, positiveShare, rowCount]) => ({
      meanProbability,
      positiveShare,
      rowCount,
    })),
    probabilities: [0, 0.04, 0.06, 0.97, 1],
    labels: [0, 0, 1, 1, 1],
    measuredOn: "some patients",
  });
}

Deno.test("the calibration figure draws the bins with their counts and intervals", () => {
  const [curve, counts] = figureOf([[0.2, 0.1, 40], [0.8, 0.9, 60]]).data;
  assert.deepEqual(curve.x, [0.2, 0.8]);
  assert.deepEqual(curve.y, [0.1, 0.9]);
  assert.deepEqual(counts.text, ["40", "60"]);
  const { array, arrayminus } = curve.error_y as { array: number[]; arrayminus: number[] };
  // scipy.stats.binomtest(4, 40).proportion_ci(method="wilson")
  assert.ok(Math.abs(0.1 - arrayminus[0] - 0.0395795286826) < 1e-9);
  assert.ok(Math.abs(0.1 + array[0] - 0.2305177522523) < 1e-9);
});

Deno.test("the calibration figure's histogram counts each outcome in twentieths, 1 included", () => {
  const [, , healthy, ill] = figureOf([[0.5, 0.5, 5]]).data as { y: number[]; x: number[] }[];
  assert.deepEqual([healthy.y[0], healthy.y[1], healthy.y[19]], [2, 0, 0]);
  assert.deepEqual([ill.y[0], ill.y[1], ill.y[19]], [0, 1, 2]);
  assert.equal(healthy.x[0], 0.025);
});

Deno.test("the calibration figure's title states the mean error and which way it leans", () => {
  assert.equal(
    figureOf([[0.2, 0.1, 50], [0.8, 0.9, 50]]).title,
    "Random forest’s probabilities are off by 10 percentage points on average",
  );
  assert.equal(
    figureOf([[0.3, 0.2, 50], [0.9, 0.8, 50]]).title,
    "Random forest’s probabilities are off by 10 percentage points on average, mostly too high",
  );
  assert.equal(
    figureOf([[0.2, 0.21, 100]]).title,
    "Random forest’s probabilities are off by 1 percentage point on average, mostly too low",
  );
});

Deno.test("the calibration figure of no patients says so", () => {
  assert.equal(figureOf([]).title, "No calibration of Random forest: there are no patients");
});

Deno.test("the calibration figure leaves out a count that would stand on another", () => {
  const [, counts] = figureOf([[0.01, 0, 30], [0.02, 0, 31], [0.09, 0, 32]]).data;
  assert.deepEqual(counts.text, ["30", "", "32"]);
});
