/** Gauss–Legendre quadrature: the integral of a polynomial over [0, 1] as a sum of few terms. */

/** The integral of f is the sum of `weights[i]` · f(`points[i]`). */
export interface Quadrature {
  /** Within (0, 1). */
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Newton's method has long arrived by then. */
const newtonSteps = 8;

/**
 * The quadrature of `count` points, exact for polynomials of degree up to 2 · `count` − 1.
 *
 * The points are the roots of the Legendre polynomial, brought from [−1, 1] to [0, 1].
 *
 * Source: Abramowitz, Stegun, "Handbook of Mathematical Functions", 1964, 25.4.30.
 */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let root = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
    for (let step = 0; step < newtonSteps; step++) {
      const { value, slope } = legendre(count, root);
      root -= value / slope;
    }
    points[i] = (1 - root) / 2;
    weights[i] = 1 / ((1 - root * root) * legendre(count, root).slope ** 2);
  }
  return { points, weights };
}

/** The Legendre polynomial of a degree, and its derivative, at x in (−1, 1). */
function legendre(degree: number, x: number): { value: number; slope: number } {
  let [previous, value] = [1, x];
  for (let k = 2; k <= degree; k++) {
    [previous, value] = [value, ((2 * k - 1) * x * value - (k - 1) * previous) / k];
  }
  return { value, slope: degree * (x * value - previous) / (x * x - 1) };
}
