import assert from "node:assert/strict";
import { gaussLegendre } from "@/explain/gauss_legendre.ts";

const integrate = (count: number, f: (t: number) => number) => {
  const { points, weights } = gaussLegendre(count);
  return points.reduce((sum, point, i) => sum + weights[i] * f(point), 0);
};

Deno.test("n points integrate the powers up to 2n − 1 exactly, and no further one", () => {
  for (const count of [1, 2, 3, 4, 6, 13, 40]) {
    for (let degree = 0; degree < 2 * count; degree++) {
      const integral = integrate(count, (t) => t ** degree);
      assert.ok(Math.abs(integral - 1 / (degree + 1)) < 1e-14, `${count} points, t^${degree}`);
    }
  }
  for (const count of [1, 2, 3]) {
    const integral = integrate(count, (t) => t ** (2 * count));
    assert.ok(Math.abs(integral - 1 / (2 * count + 1)) > 1e-4, `${count} points`);
  }
});

Deno.test("points lie within the interval, weights are positive", () => {
  const { points, weights } = gaussLegendre(50);
  assert.ok(points.every((point) => point > 0 && point < 1));
  assert.ok(weights.every((weight) => weight > 0));
  assert.equal(new Set(points).size, 50);
});
