/** Counts of true and false positives at every threshold: what all ranking metrics are made of. */
import { checkScores } from "@/evaluate/scored_rows.ts";

/** k distinct scores and what each finds as a threshold; the last one finds every row. */
export interface ThresholdCounts {
  /** k scores, descending. */
  readonly thresholds: Float64Array;
  /** k counts of positive rows that score at least the threshold. */
  readonly truePositives: Float64Array;
  /** k counts of negative rows that score at least the threshold. */
  readonly falsePositives: Float64Array;
}

/**
 * Counts at each distinct score.
 *
 * @param labels n labels, 0 or 1
 * @param scores n finite scores on any scale
 * @throws {UserError} when they cannot be evaluated
 */
export function thresholdCounts(labels: Uint8Array, scores: Float64Array): ThresholdCounts {
  checkScores(labels, scores);
  const order = Uint32Array.from(labels, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const thresholds = new Float64Array(order.length);
  const truePositives = new Float64Array(order.length);
  const falsePositives = new Float64Array(order.length);
  let distinctCount = 0;
  let positiveCount = 0;
  for (let i = 0; i < order.length; i++) {
    const score = scores[order[i]];
    positiveCount += labels[order[i]];
    if (i + 1 < order.length && scores[order[i + 1]] === score) continue;
    thresholds[distinctCount] = score;
    truePositives[distinctCount] = positiveCount;
    falsePositives[distinctCount] = i + 1 - positiveCount;
    distinctCount++;
  }
  return {
    thresholds: thresholds.slice(0, distinctCount),
    truePositives: truePositives.slice(0, distinctCount),
    falsePositives: falsePositives.slice(0, distinctCount),
  };
}
