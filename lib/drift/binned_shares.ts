/** Shares of two samples in common bins, cut as Evidently cuts them. */
import { type CountPair, type NumberCounts, totalOf } from "@/drift/paired_counts.ts";

/** Shares of k bins, each sample's summing to 1. */
export interface SharePair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Up to so many distinct reference values are bins of their own. */
const mostOwnBins = 20;

/**
 * Shares by value when the reference has at most 20 distinct ones, else in equally wide bins over
 * both samples, log₂(n + m) + 1 of them rounded up (Sturges, "The choice of a class interval",
 * 1926). As Evidently 0.7's `get_binned_data` on numbers that are floats; each bin but the last
 * leaves its upper edge to the next.
 */
export function numberShares(pair: NumberCounts): SharePair {
  const distinct = pair.reference.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return categoryShares(distinct > mostOwnBins ? sturgesCounts(pair) : pair);
}

/** Shares by category. */
export function categoryShares({ reference, current }: CountPair): SharePair {
  const sharesOf = (counts: Float64Array) => {
    const total = totalOf(counts);
    return counts.map((count) => count / total);
  };
  return { reference: sharesOf(reference), current: sharesOf(current) };
}

function sturgesCounts({ values, reference, current }: NumberCounts): CountPair {
  const [least, most] = [values[0], values[values.length - 1]];
  const total = totalOf(reference) + totalOf(current);
  const width = (most - least) / (Math.log2(total) + 1);
  const binCount = Math.ceil((most - least) / width);
  const step = (most - least) / binCount;
  const edges = Float64Array.from({ length: binCount }, (_, bin) => bin * step + least);
  const binned = { reference: new Float64Array(binCount), current: new Float64Array(binCount) };
  let bin = 0;
  for (let k = 0; k < values.length; k++) {
    while (bin + 1 < binCount && values[k] >= edges[bin + 1]) bin++;
    binned.reference[bin] += reference[k];
    binned.current[bin] += current[k];
  }
  return binned;
}
