/** Jensen–Shannon distance: how well a row tells which of two samples it came from. */
import type { SharePair } from "@/drift/binned_shares.ts";

/**
 * The square root of the Jensen–Shannon divergence in nats, from 0 to √ln 2 ≈ 0.83. Equals SciPy's
 * `distance.jensenshannon` with the natural logarithm and so Evidently 0.7's `jensenshannon`. NaN
 * when a sample is empty.
 */
export function jensenShannon({ reference, current }: SharePair): number {
  let divergence = 0;
  for (let bin = 0; bin < reference.length; bin++) {
    const middle = (reference[bin] + current[bin]) / 2;
    divergence += relativeEntropy(reference[bin], middle) + relativeEntropy(current[bin], middle);
  }
  // Rounding can leave equal samples a divergence just below 0.
  return Math.sqrt(divergence < 0 ? 0 : divergence / 2);
}

function relativeEntropy(share: number, other: number): number {
  return share === 0 ? 0 : share * Math.log(share / other);
}
