/** Brier score: the mean squared error of the probabilities. */
import { checkProbabilities } from "@/evaluate/scored_rows.ts";

/**
 * Mean of (probability − label)² in [0, 1]; equals scikit-learn's `brier_score_loss`. Brier,
 * "Verification of forecasts expressed in terms of probability", 1950, the one-class half.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated
 */
export function brierScore(labels: Uint8Array, probabilities: Float64Array): number {
  checkProbabilities(labels, probabilities);
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += (probabilities[row] - labels[row]) ** 2;
  return sum / labels.length;
}
