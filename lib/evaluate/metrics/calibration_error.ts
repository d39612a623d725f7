/** Expected calibration error: how far stated probabilities lie from what happens. */
import { calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";

/**
 * Expected calibration error in [0, 1]: over ten equally wide bins of the probability of class 1,
 * the mean of |share of positives − mean probability|, weighted by rows. Naeini, Cooper,
 * Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015, eq. 3.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated
 */
export function calibrationError(labels: Uint8Array, probabilities: Float64Array): number {
  const bins = calibrationCurve(labels, probabilities, { binCount: 10, strategy: "uniform" });
  return bins.reduce(
    (sum, { rowCount, positiveShare, meanProbability }) =>
      sum + rowCount / labels.length * Math.abs(positiveShare - meanProbability),
    0,
  );
}
