/** ROC AUC as it is to be expected when labels are known by their probabilities alone. */

/**
 * Expected number of pairs of a positive and a negative row that are ranked right, ties counting
 * half, over the expected number of such pairs; NaN when that is 0. NannyML's expected ROC curve
 * without the pairs of a row with itself, so that labels known for certain give the AUC itself.
 *
 * @param order places of the n rows, by score ascending
 * @param scores n scores by which the model ranks
 * @param chances n probabilities that the row is positive
 */
export function expectedAuc(
  order: Int32Array,
  scores: Float64Array,
  chances: ArrayLike<number>,
): number {
  let [right, positives, negatives, selfPairs] = [0, 0, 0, 0];
  for (let start = 0; start < order.length;) {
    let [end, tiedPositives, tiedNegatives, tiedSelfPairs] = [start, 0, 0, 0];
    for (; end < order.length && scores[order[end]] === scores[order[start]]; end++) {
      const chance = chances[order[end]];
      tiedPositives += chance;
      tiedNegatives += 1 - chance;
      tiedSelfPairs += chance * (1 - chance);
    }
    right += tiedPositives * negatives + (tiedPositives * tiedNegatives - tiedSelfPairs) / 2;
    positives += tiedPositives;
    negatives += tiedNegatives;
    selfPairs += tiedSelfPairs;
    start = end;
  }
  const pairs = positives * negatives - selfPairs;
  return pairs > 0 ? right / pairs : NaN;
}
