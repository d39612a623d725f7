/** Log loss: the mean surprise, in nats, at what the rows turned out to be. */
import { checkProbabilities } from "@/evaluate/scored_rows.ts";

/**
 * Mean of −ln(probability of the true label), at least 0; each such probability is first clipped
 * to [ε, 1 − ε] with ε = 2⁻⁵². Equals scikit-learn's `log_loss(…, labels=[0, 1])`.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated
 */
export function logLoss(labels: Uint8Array, probabilities: Float64Array): number {
  checkProbabilities(labels, probabilities);
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const trusted = labels[row] === 1 ? probabilities[row] : 1 - probabilities[row];
    sum -= Math.log(Math.min(Math.max(trusted, Number.EPSILON), 1 - Number.EPSILON));
  }
  return sum / labels.length;
}
