/** Median pruning: gives a trial up when it trails half of its predecessors. */

/** Predecessors that must have reached a fold before any trial is given up there. */
const minimumPredecessors = 5;

/**
 * Whether to give a trial up after the folds judged so far (Golovin et al., "Google Vizier", KDD
 * 2017, section 3.2.2): when the mean of its scores is below the median of its predecessors' means
 * after as many folds.
 *
 * @param foldScores of the trial, in order of folds
 * @param predecessors fold scores of trials with lower numbers; one that ended earlier has no say
 */
export function shouldPrune(
  foldScores: readonly number[],
  predecessors: readonly (readonly number[])[],
): boolean {
  const judgedCount = foldScores.length;
  const means = predecessors
    .filter((scores) => scores.length >= judgedCount)
    .map((scores) => mean(scores.slice(0, judgedCount)))
    .sort((a, b) => a - b);
  if (judgedCount === 0 || means.length < minimumPredecessors) return false;
  const middle = means.length >> 1;
  const median = means.length % 2 === 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
  return mean(foldScores) < median;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
