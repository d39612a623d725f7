/** Candidate splits of a column of two values, counted without sorting. */
import type { BestSplit } from "@/estimators/forest/best_split.ts";

/**
 * Offers what `offerSortedSplits` would offer, in the same order.
 *
 * @param codes twice the rank (0 or 1), plus the label, of each member
 * @param members the members in drawing order; the node's are at `[start, end)`
 * @param ones how many of the node's members have label 1
 */
export function offerBinarySplits(
  best: BestSplit,
  c: number,
  codes: Int32Array,
  members: Int32Array,
  start: number,
  end: number,
  ones: number,
): void {
  let upperCount = 0;
  let upperOnes = 0;
  for (let i = start; i < end; i++) {
    const code = codes[members[i]];
    upperCount += code >> 1;
    upperOnes += code & (code >> 1);
  }
  const lowerCount = end - start - upperCount;
  const lowerOnes = ones - upperOnes;
  const lowerIsMixed = lowerOnes > 0 && lowerOnes < lowerCount;
  const upperIsMixed = upperOnes > 0 && upperOnes < upperCount;
  if (lowerIsMixed) best.offer(c, 0, 0, 0, 0, 0);
  if (upperCount === 0) return;
  const labelsDiffer = lowerCount > 0 &&
    lastLabel(0, codes, members, end) !== firstLabel(1, codes, members, start);
  if (labelsDiffer) best.offer(c, lowerCount, lowerOnes, 0, 1, 1);
  else if (upperIsMixed) best.offer(c, lowerCount, lowerOnes, 1, 1, 1);
}

function firstLabel(rank: number, codes: Int32Array, members: Int32Array, start: number): number {
  let i = start;
  while (codes[members[i]] >> 1 !== rank) i++;
  return codes[members[i]] & 1;
}

function lastLabel(rank: number, codes: Int32Array, members: Int32Array, end: number): number {
  let i = end - 1;
  while (codes[members[i]] >> 1 !== rank) i--;
  return codes[members[i]] & 1;
}
