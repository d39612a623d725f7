/** The normal distribution's cumulative probability, in Hyperopt's form. */
import { erf } from "@/tune/erf.ts";

/** Widths below this count as this, as in Hyperopt (`EPS`): nothing is divided by zero. */
export const leastWidth = 1e-12;

/**
 * Probability that a normal draw falls below x; `x` may be infinite.
 *
 * @param sigma above 0
 */
export function normalCdf(x: number, mu: number, sigma: number): number {
  return 0.5 * (1 + erf((x - mu) / Math.max(Math.SQRT2 * sigma, leastWidth)));
}
