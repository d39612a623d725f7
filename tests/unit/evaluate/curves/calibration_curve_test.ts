/** Calibration bins: their edges and what falls where. */
import assert from "node:assert/strict";
import { calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";

const labels = Uint8Array.of(0, 0, 1, 1, 1);
const probabilities = Float64Array.of(0, 0.25, 0.5, 0.51, 1);

Deno.test("a probability on an edge belongs to the bin below, and empty bins are left out", () => {
  assert.deepEqual(calibrationCurve(labels, probabilities, { binCount: 4, strategy: "uniform" }), [
    { lower: 0, upper: 0.25, rowCount: 2, meanProbability: 0.125, positiveShare: 0 },
    { lower: 0.25, upper: 0.5, rowCount: 1, meanProbability: 0.5, positiveShare: 1 },
    { lower: 0.5, upper: 0.75, rowCount: 1, meanProbability: 0.51, positiveShare: 1 },
    { lower: 0.75, upper: 1, rowCount: 1, meanProbability: 1, positiveShare: 1 },
  ]);
});

Deno.test("quantile bins are cut at the probabilities' own quantiles", () => {
  const bins = calibrationCurve(labels, probabilities, { binCount: 2, strategy: "quantile" });
  assert.deepEqual(bins.map(({ lower, upper, rowCount }) => [lower, upper, rowCount]), [
    [0, 0.5, 3],
    [0.5, 1, 2],
  ]);
});

Deno.test("a number of bins that is no positive integer is refused", () => {
  for (const binCount of [0, -1, 1.5, NaN]) {
    assert.throws(
      () => calibrationCurve(labels, probabilities, { binCount, strategy: "uniform" }),
      RangeError,
    );
  }
});
