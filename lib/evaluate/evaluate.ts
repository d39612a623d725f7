/** All metrics of one set of predictions at once. */
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import { accuracy } from "@/evaluate/metrics/accuracy.ts";
import { balancedAccuracy } from "@/evaluate/metrics/balanced_accuracy.ts";
import { brierScore } from "@/evaluate/metrics/brier_score.ts";
import { calibrationError } from "@/evaluate/metrics/calibration_error.ts";
import { f1 } from "@/evaluate/metrics/f1.ts";
import { logLoss } from "@/evaluate/metrics/log_loss.ts";
import { matthews } from "@/evaluate/metrics/matthews.ts";
import { prAuc } from "@/evaluate/metrics/pr_auc.ts";
import { precision } from "@/evaluate/metrics/precision.ts";
import { recall } from "@/evaluate/metrics/recall.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import { specificity } from "@/evaluate/metrics/specificity.ts";
import { checkProbabilities } from "@/evaluate/scored_rows.ts";

/**
 * Every metric of the catalog.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @param threshold in [0, 1]; a row is called positive when its probability is at least this
 * @throws {UserError} when they cannot be evaluated
 */
export function evaluate(
  labels: Uint8Array,
  probabilities: Float64Array,
  threshold: number,
): Evaluation {
  checkProbabilities(labels, probabilities);
  const matrix = confusionMatrix(labels, predictLabels(probabilities, threshold));
  return {
    rocAuc: rocAuc(labels, probabilities),
    prAuc: prAuc(labels, probabilities),
    accuracy: accuracy(matrix),
    balancedAccuracy: balancedAccuracy(matrix),
    precision: precision(matrix),
    recall: recall(matrix),
    specificity: specificity(matrix),
    f1: f1(matrix),
    matthews: matthews(matrix),
    logLoss: logLoss(labels, probabilities),
    brierScore: brierScore(labels, probabilities),
    calibrationError: calibrationError(labels, probabilities),
  };
}
