/** PSI, the population stability index: how differently two samples fill the same bins. */
import type { SharePair } from "@/drift/binned_shares.ts";

/** An empty bin counts as so large, unless even smaller ones hold rows. */
const emptyShare = 0.0001;
const emptyFraction = 1e-6;

/**
 * Σ (r − c) ln(r / c) over the bins, at least 0. Equals Evidently 0.7's `psi`, empty bins
 * included: they count as 0.0001, or as a millionth of the sample's least share where that is
 * 0.0001 or less. NaN when a sample is empty.
 */
export function psi({ reference, current }: SharePair): number {
  const [r, c] = [withoutZeros(reference), withoutZeros(current)];
  return r.reduce((sum, share, bin) => sum + (share - c[bin]) * Math.log(share / c[bin]), 0);
}

function withoutZeros(shares: Float64Array): Float64Array {
  const least = shares.reduce((low, share) => share > 0 && share < low ? share : low, Infinity);
  const floor = least <= emptyShare ? least * emptyFraction : emptyShare;
  return shares.map((share) => share === 0 ? floor : share);
}
