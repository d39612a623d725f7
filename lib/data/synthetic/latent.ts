/** A discrete variable as a step function of a standard normal one, and what that does to correlations. */
import { normalDensity, normalQuantile } from "@/data/synthetic/normal.ts";

/** The latent view of a variable with ordered levels. */
export interface LatentVariable {
  /** Each level's standardised score: mean 0, variance 1 under the shares. */
  readonly scores: readonly number[];
  /** Coefficients of the step function in normalised Hermite polynomials, from degree 1. */
  readonly hermite: readonly number[];
}

const degree = 24;

/**
 * The variable with these shares of its ordered levels.
 *
 * @param shares one for each level, summing to 1
 * @param values an ascending number for each level; its normal score when absent
 * @returns undefined when only one level has a share, so that nothing can correlate with it
 */
export function latentVariable(
  shares: readonly number[],
  values?: readonly number[],
): LatentVariable | undefined {
  if (shares.some((share) => share > 1 - 1e-9)) return undefined;
  const cumulative = [0];
  for (const share of shares) cumulative.push(cumulative.at(-1)! + share);
  const raw = values ??
    shares.map((share, level) => normalQuantile(cumulative[level] + share / 2));
  const mean = raw.reduce((sum, score, level) => sum + shares[level] * score, 0);
  const variance = raw.reduce((sum, score, level) => sum + shares[level] * (score - mean) ** 2, 0);
  const scores = raw.map((score) => (score - mean) / Math.sqrt(variance));
  const edges = cumulative.map((probability) =>
    probability <= 1e-9 || probability >= 1 - 1e-9 ? undefined : normalQuantile(probability)
  );
  const waves = edges.map((edge) => edge === undefined ? zeroWave : hermiteWave(edge));
  const hermite = Array.from(
    { length: degree },
    (_, k) =>
      scores.reduce(
        (sum, score, level) => sum + score * (waves[level][k] - waves[level + 1][k]),
        0,
      ),
  );
  return { scores, hermite };
}

/**
 * The correlation that two latent normals need for their step functions to correlate as told
 * (the NORTA problem, Cario and Nelson 1997, solved through Mehler's formula: the correlation
 * of two functions is Σ aₖ bₖ ρᵏ over their Hermite coefficients).
 *
 * @returns a value in [-0.98, 0.98], the nearest when the target cannot be reached
 */
export function latentCorrelation(a: LatentVariable, b: LatentVariable, target: number): number {
  const products = a.hermite.map((coefficient, k) => coefficient * b.hermite[k]);
  const reached = (rho: number) => products.reduceRight((sum, product) => (sum + product) * rho, 0);
  let [low, high] = [-0.98, 0.98];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (reached(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const zeroWave: readonly number[] = new Array(degree).fill(0);

/** He₍ₖ₋₁₎(z) φ(z) / √k! for k from 1: minus the integral of the k-th normalised polynomial up to z. */
function hermiteWave(z: number): number[] {
  const wave: number[] = [];
  let [previous, current] = [0, normalDensity(z)];
  for (let k = 1; k <= degree; k++) {
    wave.push(current / Math.sqrt(k));
    // Scaled by 1/√(k-1)! throughout, so that high degrees stay within range.
    [previous, current] = [
      current,
      (z * current - Math.sqrt(k - 1) * previous) / Math.sqrt(k),
    ];
  }
  return wave;
}
