/** Bounds and identities that metrics, bins and intervals keep on any input. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import { newcombeInterval } from "@/evaluate/intervals/newcombe_interval.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import { bothClasses, scoredRows } from "./scored_rows.ts";

const threshold = fc.double({ min: 0, max: 1, noNaN: true });

Deno.test("every metric keeps its range", () => {
  fc.assert(fc.property(bothClasses, threshold, ({ labels, probabilities }, threshold) => {
    const { matthews, logLoss, ...shares } = evaluate(labels, probabilities, threshold);
    assert.ok(matthews >= -1 - 1e-12 && matthews <= 1 + 1e-12);
    assert.ok(logLoss >= 0 && logLoss <= 52 * Math.LN2 + 1e-12);
    for (const [name, share] of Object.entries(shares)) {
      assert.ok(share >= 0 && share <= 1 + 1e-12, `${name} ${share}`);
    }
  }));
});

Deno.test("swapping the classes swaps recall and specificity and keeps the rest", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    // In tenths, so that no row lies on the threshold.
    const votes = probabilities.map((value) => Math.round(10 * value) / 10);
    const straight = evaluate(labels, votes, 0.55);
    const swapped = evaluate(
      labels.map((label) => 1 - label),
      votes.map((value) => 1 - value),
      0.45,
    );
    assert.equal(swapped.recall, straight.specificity);
    assert.equal(swapped.specificity, straight.recall);
    for (const name of ["accuracy", "matthews", "rocAuc", "brierScore", "logLoss"] as const) {
      assert.ok(Math.abs(swapped[name] - straight[name]) < 1e-12, name);
    }
  }));
});

Deno.test("calibration bins partition the rows, and each holds its mean", () => {
  const options = fc.record({
    binCount: fc.integer({ min: 1, max: 12 }),
    strategy: fc.constantFrom("uniform" as const, "quantile" as const),
  });
  fc.assert(fc.property(scoredRows, options, ({ labels, probabilities }, options) => {
    const bins = calibrationCurve(labels, probabilities, options);
    const total = (valueOf: (bin: typeof bins[number]) => number) =>
      bins.reduce((sum, bin) => sum + valueOf(bin), 0);
    assert.equal(total(({ rowCount }) => rowCount), labels.length);
    const positives = total(({ rowCount, positiveShare }) => rowCount * positiveShare);
    assert.equal(Math.round(positives), labels.filter((label) => label === 1).length);
    bins.forEach(({ lower, upper, meanProbability }, i) => {
      assert.ok(meanProbability >= lower - 1e-12 && meanProbability <= upper + 1e-12);
      assert.ok(i === 0 || bins[i - 1].upper <= lower);
    });
  }));
});

Deno.test("intervals lie in [0, 1] and hold the figure they are about", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const positiveCount = labels.filter((label) => label === 1).length;
    const negativeCount = labels.length - positiveCount;
    const share = positiveCount / labels.length;
    const delong = delongInterval(labels, probabilities);
    const held = [[wilsonInterval(positiveCount, labels.length), share], [
      newcombeInterval(delong.auc, positiveCount, negativeCount),
      delong.auc,
    ]] as const;
    for (const [{ lower, upper }, figure] of held) {
      assert.ok(0 <= lower && lower <= figure && figure <= upper && upper <= 1);
    }
    if (Math.min(positiveCount, negativeCount) < 2) return;
    assert.ok(0 <= delong.lower && delong.lower <= delong.auc && delong.auc <= delong.upper);
  }));
});
