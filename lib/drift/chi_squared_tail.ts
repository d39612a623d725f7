/** The tail of the χ² distribution, from which p-values are read. */

/**
 * Probability of a χ² value of at least x, to about 1e-12 of itself. From one and two degrees of
 * freedom upwards by Q(a + 1, y) = Q(a, y) + yᵃ e⁻ʸ / Γ(a + 1) (Abramowitz and Stegun, "Handbook
 * of Mathematical Functions", 6.5.21), whose terms are all positive.
 *
 * @param freedom degrees of freedom, a positive integer
 */
export function chiSquaredTail(x: number, freedom: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? NaN : 1;
  if (x === Infinity) return 0;
  const y = x / 2;
  const isOdd = freedom % 2 === 1;
  let a = isOdd ? 0.5 : 1;
  let tail = isOdd ? erfc(Math.sqrt(y)) : Math.exp(-y);
  let term = isOdd ? Math.exp(-y) * Math.sqrt(y / Math.PI) * 2 : Math.exp(-y) * y;
  for (; 2 * a < freedom; a++) {
    tail += term;
    term *= y / (a + 1);
  }
  return Math.min(1, tail);
}

/** From here on the continued fraction converges fast; below, the series does. */
const seriesEnd = 2;
const fractionDepth = 120;

/** The complementary error function of a positive number (Abramowitz and Stegun 7.1.6, 7.1.14). */
function erfc(z: number): number {
  const scale = Math.exp(-z * z) / Math.sqrt(Math.PI);
  if (z < seriesEnd) {
    let [sum, term] = [0, 2 * z];
    for (let k = 1; sum + term > sum; k++) {
      sum += term;
      term *= 2 * z * z / (2 * k + 1);
    }
    return 1 - scale * sum;
  }
  let fraction = z;
  for (let k = fractionDepth; k > 0; k--) fraction = z + k / 2 / fraction;
  return scale / fraction;
}
