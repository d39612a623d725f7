/** Placements: what each row contributes to ROC AUC, from which DeLong's variances are made. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";

/**
 * n placements in [0, 1]: of a positive row the share of negative rows that score below it, of a
 * negative row the share of positive rows that score above it, ties counting half. AUC is their
 * mean over either class. DeLong, DeLong, Clarke-Pearson, 1988, the structural components.
 *
 * @param labels n labels, 0 or 1, both of which occur
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function placements(labels: Uint8Array, scores: Float64Array): Float64Array {
  const { thresholds, truePositives, falsePositives } = thresholdCounts(labels, scores);
  const positiveCount = truePositives[truePositives.length - 1];
  const negativeCount = falsePositives[falsePositives.length - 1];
  const ofScore = new Map<number, readonly [number, number]>();
  for (const [i, threshold] of thresholds.entries()) {
    const positivesTo = ((truePositives[i - 1] ?? 0) + truePositives[i]) / 2;
    const negativesTo = ((falsePositives[i - 1] ?? 0) + falsePositives[i]) / 2;
    ofScore.set(threshold, [positivesTo / positiveCount, 1 - negativesTo / negativeCount]);
  }
  return Float64Array.from(labels, (label, row) => ofScore.get(scores[row])![label]);
}
