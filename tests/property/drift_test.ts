/** Symmetries and bounds that drift statistics keep on any samples. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { categoryShares, numberShares } from "@/drift/binned_shares.ts";
import { chiSquared } from "@/drift/chi_squared.ts";
import { jensenShannon } from "@/drift/jensen_shannon.ts";
import { kolmogorovSmirnov } from "@/drift/kolmogorov_smirnov.ts";
import { pairNumbers } from "@/drift/paired_counts.ts";
import { psi } from "@/drift/psi.ts";
import { emptySketch, mergeSketches, relativeError } from "@/drift/quantile_sketch.ts";
import { addToSketch, sketchQuantile } from "@/drift/quantile_sketch.ts";
import { wasserstein } from "@/drift/wasserstein.ts";

/** Few values, so that ties abound. */
const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 });
const counts = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 })
  .filter((all) => all.some((count) => count > 0)).map((all) => Float64Array.from(all));

function assertNear(actual: number, expected: number) {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, expected), `${actual}, ${expected}`);
}

Deno.test("statistics of numbers are the same with the samples exchanged", () => {
  fc.assert(fc.property(sample, sample, (a, b) => {
    const [straight, swapped] = [pairNumbers(a, b), pairNumbers(b, a)];
    const [ks, ksSwapped] = [straight, swapped].map(kolmogorovSmirnov);
    assert.equal(ks.statistic, ksSwapped.statistic);
    assertNear(ks.pValue, ksSwapped.pValue);
    assertNear(wasserstein(straight), wasserstein(swapped));
    const [shares, sharesSwapped] = [straight, swapped].map(numberShares);
    assertNear(psi(shares), psi(sharesSwapped));
    assertNear(jensenShannon(shares), jensenShannon(sharesSwapped));
  }));
});

Deno.test("statistics of categories are the same with the samples exchanged", () => {
  fc.assert(fc.property(counts, counts, (a, b) => {
    const pairs = [{ reference: a, current: b }, { reference: b, current: a }];
    const [straight, swapped] = pairs.map((pair) => ({
      chiSquared: chiSquared(pair).statistic,
      psi: psi(categoryShares(pair)),
      jensenShannon: jensenShannon(categoryShares(pair)),
    }));
    for (const name of ["chiSquared", "psi", "jensenShannon"] as const) {
      if (!Number.isNaN(straight[name])) assertNear(straight[name], swapped[name]);
      else assert.ok(Number.isNaN(swapped[name]));
    }
  }));
});

Deno.test("no statistic differs from 0 between a sample and itself, and each has its bounds", () => {
  fc.assert(fc.property(sample, sample, (a, b) => {
    const [same, pair] = [pairNumbers(a, a), pairNumbers(a, b)];
    assert.deepEqual(kolmogorovSmirnov(same), { statistic: 0, pValue: 1 });
    assert.equal(wasserstein(same), 0);
    assert.equal(psi(numberShares(same)), 0);
    assert.equal(jensenShannon(numberShares(same)), 0);
    const { statistic, pValue } = kolmogorovSmirnov(pair);
    assert.ok(0 <= statistic && statistic <= 1 && 0 < pValue && pValue <= 1);
    assert.ok(wasserstein(pair) >= 0 && psi(numberShares(pair)) >= 0);
    assert.ok(jensenShannon(numberShares(pair)) <= Math.sqrt(Math.LN2) + 1e-12);
  }));
});

Deno.test("a moved sample is as far away as it was moved, and ranks do not see a rising map", () => {
  fc.assert(fc.property(sample, sample, fc.integer({ min: 1, max: 20 }), (a, b, shift) => {
    assertNear(wasserstein(pairNumbers(a, a.map((value) => value + shift))), shift);
    const stretch = (values: number[]) => values.map((value) => value ** 3 + shift);
    assertNear(
      wasserstein(pairNumbers(a.map((value) => 2 * value), b.map((value) => 2 * value))),
      2 * wasserstein(pairNumbers(a, b)),
    );
    assert.deepEqual(
      kolmogorovSmirnov(pairNumbers(stretch(a), stretch(b))),
      kolmogorovSmirnov(pairNumbers(a, b)),
    );
  }));
});

Deno.test("a sketch's quantiles are within its error, also of two streams merged", () => {
  const stream = fc.array(fc.double({ min: 1e-5, max: 1e6, noNaN: true }), { maxLength: 60 });
  fc.assert(fc.property(stream, stream, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, at) => {
    const [first, second] = [a, b].map((values) => {
      const sketch = emptySketch();
      values.forEach((value) => addToSketch(sketch, value));
      return sketch;
    });
    const sorted = [...a, ...b].sort((x, y) => x - y);
    const quantile = sketchQuantile(mergeSketches(first, second), at);
    if (sorted.length === 0) return assert.ok(Number.isNaN(quantile));
    const exact = sorted[Math.floor(at * (sorted.length - 1))];
    assert.ok(
      Math.abs(quantile - exact) <= (relativeError + 1e-9) * exact,
      `${quantile}, ${exact}`,
    );
  }));
});
