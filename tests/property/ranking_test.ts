/** ROC AUC is the share of pairs ranked right, and the curves keep their shape. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { prCurve } from "@/evaluate/curves/pr_curve.ts";
import { rocCurve } from "@/evaluate/curves/roc_curve.ts";
import { prAuc } from "@/evaluate/metrics/pr_auc.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import { bothClasses, scoredRows } from "./scored_rows.ts";

Deno.test("ROC AUC is the share of pairs ranked right, ties counting half", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const scoresOf = (label: number) =>
      [...probabilities].filter((_, row) => labels[row] === label);
    const outcomes = scoresOf(1).flatMap((positive) =>
      scoresOf(0).map((negative) => (1 + Math.sign(positive - negative)) / 2)
    );
    const share = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length;
    assert.equal(rocAuc(labels, probabilities), share);
  }));
});

Deno.test("a strictly rising transform changes neither ROC AUC nor PR AUC", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const ranks = [...new Set(probabilities)].sort((a, b) => a - b);
    const transformed = probabilities.map((value) => Math.exp(ranks.indexOf(value) / 4) - 100);
    assert.equal(rocAuc(labels, transformed), rocAuc(labels, probabilities));
    assert.equal(prAuc(labels, transformed), prAuc(labels, probabilities));
  }));
});

Deno.test("swapping the classes or reversing the scores turns ROC AUC into its complement", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const complement = 1 - rocAuc(labels, probabilities);
    const swapped = rocAuc(labels.map((label) => 1 - label), probabilities);
    const reversed = rocAuc(labels, probabilities.map((value) => -value));
    assert.ok(Math.abs(swapped - complement) < 1e-15);
    assert.ok(Math.abs(reversed - complement) < 1e-15);
  }));
});

Deno.test("the order of the rows does not matter", () => {
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const reversed = [labels.toReversed(), probabilities.toReversed()] as const;
    assert.deepEqual(rocCurve(...reversed), rocCurve(labels, probabilities));
    assert.deepEqual(prCurve(...reversed), prCurve(labels, probabilities));
  }));
});

Deno.test("curves run from corner to corner and never turn back", () => {
  const isSorted = (values: Float64Array) => values.every((value, i) => !(value < values[i - 1]));
  fc.assert(fc.property(bothClasses, ({ labels, probabilities }) => {
    const roc = rocCurve(labels, probabilities);
    for (const rates of [roc.falsePositiveRate, roc.truePositiveRate]) {
      assert.ok(isSorted(rates));
      assert.deepEqual([rates[0], rates[rates.length - 1]], [0, 1]);
    }
    assert.ok(isSorted(roc.thresholds.toReversed()));
    const pr = prCurve(labels, probabilities);
    assert.ok(isSorted(pr.recall.toReversed()) && isSorted(pr.thresholds));
    assert.equal(pr.recall[0], 1);
  }));
});

Deno.test("one class alone has no ROC AUC", () => {
  fc.assert(fc.property(scoredRows, ({ labels, probabilities }) => {
    assert.equal(rocAuc(labels.map(() => 1), probabilities), NaN);
    assert.equal(rocAuc(labels.map(() => 0), probabilities), NaN);
  }));
});
