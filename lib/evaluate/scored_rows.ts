/** Checks labels and scores before anything is computed from them, so that no metric is silently wrong. */
import { exitCode, UserError } from "@/errors.ts";

/**
 * Checks n labels and n scores on any scale.
 *
 * @throws {UserError} when there are no rows, the counts differ, a label is neither 0 nor 1, or a
 * score is not finite
 */
export function checkScores(labels: Uint8Array, scores: Float64Array): void {
  if (labels.length === 0) throw refusal("there are no rows");
  if (labels.length !== scores.length) {
    throw refusal(`there are ${labels.length} labels and ${scores.length} scores`);
  }
  const wrongLabel = labels.findIndex((label) => label > 1);
  if (wrongLabel >= 0) {
    throw refusal(`row ${wrongLabel} has the label ${labels[wrongLabel]}; expected 0 or 1`);
  }
  const wrongScore = scores.findIndex((score) => !Number.isFinite(score));
  if (wrongScore >= 0) {
    throw refusal(`row ${wrongScore} has the score ${scores[wrongScore]}; expected a number`);
  }
}

/**
 * Checks n labels and n probabilities.
 *
 * @throws {UserError} as {@linkcode checkScores}, and when a probability is not in [0, 1]
 */
export function checkProbabilities(labels: Uint8Array, probabilities: Float64Array): void {
  checkScores(labels, probabilities);
  const wrong = probabilities.findIndex((probability) => probability < 0 || probability > 1);
  if (wrong >= 0) {
    throw refusal(
      `row ${wrong} has the probability ${probabilities[wrong]}; expected one from 0 to 1`,
    );
  }
}

function refusal(reason: string): UserError {
  return new UserError(`Cannot evaluate: ${reason}.`, { exitCode: exitCode.data });
}
