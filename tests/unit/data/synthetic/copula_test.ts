import assert from "node:assert/strict";
import {
  choleskyFactor,
  nearestCorrelations,
  packTriangle,
} from "@/data/synthetic/correlation_matrix.ts";
import { latentCorrelation, latentVariable } from "@/data/synthetic/latent.ts";
import { normalCdf, normalQuantile } from "@/data/synthetic/normal.ts";
import { correlatePairs, poolPairs, steadyPair } from "@/data/synthetic/pairs.ts";

const near = (found: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not near ${expected}`);

Deno.test("normalCdf() and normalQuantile() agree with the tables", () => {
  // scipy.stats.norm.cdf and ppf
  for (const [z, p] of [[0, 0.5], [1.959963984540054, 0.975], [-3, 0.0013498980316300957]]) {
    near(normalCdf(z), p, 7.5e-8);
    near(normalQuantile(p), z, 2e-5);
  }
});

Deno.test("latentCorrelation() finds the tetrachoric correlation of two even halves", () => {
  // Two variables cut in the middle correlate by 2/π asin(ρ) (Sheppard 1898).
  const half = latentVariable([0.5, 0.5])!;
  for (const rho of [-0.8, -0.3, 0, 0.5, 0.7]) {
    near(latentCorrelation(half, half, 2 / Math.PI * Math.asin(rho)), rho, 0.01);
  }
});

Deno.test("latentCorrelation() hardly changes a correlation of fine levels", () => {
  const fine = latentVariable(new Array(200).fill(1 / 200))!;
  for (const rho of [-0.6, 0.2, 0.9]) near(latentCorrelation(fine, fine, rho), rho, 0.01);
});

Deno.test("latentCorrelation() gives the nearest it can when the target is out of reach", () => {
  const [rare, half] = [latentVariable([0.98, 0.02])!, latentVariable([0.5, 0.5])!];
  assert.ok(latentCorrelation(rare, half, 0.9) > 0.97);
});

Deno.test("latentVariable() is undefined where all rows share a level, standardised elsewhere", () => {
  assert.equal(latentVariable([0, 1, 0]), undefined);
  const shares = [0.2, 0.5, 0.3];
  const { scores } = latentVariable(shares)!;
  near(scores.reduce((sum, score, level) => sum + shares[level] * score, 0), 0, 1e-12);
  near(scores.reduce((sum, score, level) => sum + shares[level] * score ** 2, 0), 1, 1e-12);
});

Deno.test("nearestCorrelations() makes an impossible matrix possible and leaves a possible one", () => {
  const impossible = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]];
  assert.throws(() => choleskyFactor(packTriangle(impossible), 3), RangeError);
  const valid = nearestCorrelations(impossible);
  choleskyFactor(packTriangle(valid), 3);
  valid.forEach((row, i) => near(row[i], 1, 1e-12));
  const possible = [[1, 0.5], [0.5, 1]];
  nearestCorrelations(possible).flat().forEach((value, i) =>
    near(value, possible.flat()[i], 1e-12)
  );
});

Deno.test("choleskyFactor() times its transpose is the matrix", () => {
  const packed = [0.3, -0.2, 0.6];
  const factor = choleskyFactor(packed, 3);
  const row = (i: number) => factor.subarray(i * (i + 1) / 2, (i + 1) * (i + 2) / 2);
  const product = (i: number, j: number) => row(j).reduce((sum, x, k) => sum + x * row(i)[k], 0);
  near(product(1, 0), 0.3, 1e-12);
  near(product(2, 0), -0.2, 1e-12);
  near(product(2, 1), 0.6, 1e-12);
  near(product(2, 2), 1, 1e-12);
});

Deno.test("correlatePairs() uses the rows that have both values", () => {
  const a = Float64Array.of(1, 2, 3, NaN, 9);
  const b = Float64Array.of(2, 4, 6, 1, NaN);
  const [, [pair]] = correlatePairs([a, b]);
  assert.equal(pair.rowCount, 3);
  near(pair.value, 1, 1e-12);
});

Deno.test("correlatePairs() says nothing of a constant column, and pooling leaves it out", () => {
  const nothing = correlatePairs([Float64Array.of(1, 2, 3), Float64Array.of(4, 4, 4)]);
  const something = correlatePairs([Float64Array.of(1, 2, 3), Float64Array.of(4, 3, 2)]);
  assert.deepEqual(nothing[1][0], { value: 0, rowCount: 0 });
  const pooled = poolPairs([nothing, something])[1][0];
  near(pooled.value, -1, 1e-12);
  near(steadyPair(nothing[1][0], pooled, 25), -1, 1e-12);
  near(steadyPair({ value: 0.5, rowCount: 75 }, { value: -0.5, rowCount: 9 }, 25), 0.25, 1e-12);
});
