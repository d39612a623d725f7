/** The standard normal distribution's functions, as far as a Gaussian copula needs them. */

/** Density at z. */
export function normalDensity(z: number): number {
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Probability of a value below z, absolute error below 7.5e-8 (Abramowitz and Stegun, "Handbook
 * of Mathematical Functions", formula 26.2.17).
 */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t * (0.319381530 +
    t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = normalDensity(z) * polynomial;
  return z < 0 ? tail : 1 - tail;
}

/**
 * The value below which a normal draw falls with probability p, for p in (0, 1); bisects
 * {@linkcode normalCdf}, whose inverse it is to 1e-9 in z.
 */
export function normalQuantile(p: number): number {
  let [low, high] = [-6, 6];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
