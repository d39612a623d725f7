/** The four counts of a binary classifier's right and wrong answers; class 1 is positive. */

/** Counts of rows. */
export interface ConfusionMatrix {
  readonly trueNegatives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly truePositives: number;
}

/** Predicted labels: 1 where the probability is at least the threshold. */
export function predictLabels(probabilities: Float64Array, threshold: number): Uint8Array {
  return Uint8Array.from(probabilities, (probability) => probability >= threshold ? 1 : 0);
}

/**
 * Counts n labels against n predicted labels, all 0 or 1.
 *
 * @throws {RangeError} when the counts of labels and predictions differ
 */
export function confusionMatrix(labels: Uint8Array, predictions: Uint8Array): ConfusionMatrix {
  if (labels.length !== predictions.length) {
    throw new RangeError(`${labels.length} labels and ${predictions.length} predictions.`);
  }
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < labels.length; row++) counts[2 * labels[row] + predictions[row]]++;
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts;
  return { trueNegatives, falsePositives, falseNegatives, truePositives };
}
