/** Drift statistics equal those of SciPy and Evidently to 1e-9, calibration scikit-learn's. */
import assert from "node:assert/strict";
import { categoryShares, numberShares } from "@/drift/binned_shares.ts";
import { chiSquared, chiSquaredFit } from "@/drift/chi_squared.ts";
import { chiSquaredTail } from "@/drift/chi_squared_tail.ts";
import { jensenShannon } from "@/drift/jensen_shannon.ts";
import { kolmogorovSmirnov } from "@/drift/kolmogorov_smirnov.ts";
import { pairNumbers } from "@/drift/paired_counts.ts";
import { psi } from "@/drift/psi.ts";
import { normedWasserstein, wasserstein } from "@/drift/wasserstein.ts";
import { fitIsotonic, isotonicShare, scoreTable } from "@/evaluate/isotonic.ts";
import golden from "./drift.json" with { type: "json" };

function assertEqual(actual: number, expected: number, name: string) {
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= 1e-9 * Math.max(1, Math.abs(expected)), `${name} ${actual}, ${expected}`);
}

for (const expected of golden.numeric) {
  Deno.test(`statistics of numbers equal SciPy's and Evidently's: ${expected.name}`, () => {
    const pair = pairNumbers(expected.reference, expected.current);
    const { statistic, pValue } = kolmogorovSmirnov(pair);
    assertEqual(statistic, expected.ksStatistic, "KS");
    assertEqual(pValue, expected.ksExact, "p of KS");
    assertEqual(pValue, expected.ks, "Evidently's KS");
    assertEqual(wasserstein(pair), expected.wassersteinScipy, "Wasserstein");
    assertEqual(normedWasserstein(pair), expected.wasserstein, "normed Wasserstein");
    assertEqual(psi(numberShares(pair)), expected.psi, "PSI");
    assertEqual(jensenShannon(numberShares(pair)), expected.jensenShannon, "Jensen–Shannon");
  });
}

for (const expected of golden.categorical) {
  Deno.test(`statistics of categories equal SciPy's and Evidently's: ${expected.name}`, () => {
    const pair = {
      reference: Float64Array.from(expected.reference),
      current: Float64Array.from(expected.current),
    };
    const { statistic, pValue } = chiSquared(pair);
    assertEqual(statistic, expected.contingency.statistic, "χ²");
    assertEqual(pValue, expected.contingency.pValue, "p of χ²");
    assertEqual(chiSquaredFit(pair).pValue, expected.fit, "Evidently's χ²");
    assertEqual(psi(categoryShares(pair)), expected.psi, "PSI");
    assertEqual(jensenShannon(categoryShares(pair)), expected.jensenShannon, "Jensen–Shannon");
  });
}

for (const { scores, labels, at, shares } of golden.isotonic) {
  Deno.test(`isotonic regression of ${scores.length} rows equals scikit-learn's`, () => {
    const curve = fitIsotonic(scoreTable(scores, labels));
    at.forEach((score, i) => assertEqual(isotonicShare(curve, score), shares[i], `at ${score}`));
  });
}

Deno.test("the tail of χ² equals SciPy's, however small", () => {
  for (const { x, freedom, tail } of golden.chiSquaredTail) {
    const relative = Math.abs(chiSquaredTail(x, freedom) / tail - 1);
    assert.ok(relative <= 1e-11, `${x}, ${freedom}: off by ${relative}`);
  }
});
