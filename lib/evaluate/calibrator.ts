/** Turns a model's probabilities into ones that hold, where that helps. */
import { fitIsotonic, isotonicShare, type ScoreTable, scoreTable } from "@/evaluate/isotonic.ts";
import { calibrationError } from "@/evaluate/metrics/calibration_error.ts";

/** A function from stated probabilities to calibrated ones. */
export type Calibrator = (probabilities: Float64Array) => Float64Array;

/** The isotonic calibrator of rows that the model had not seen. */
export function isotonicCalibrator(table: ScoreTable): Calibrator {
  const curve = fitIsotonic(table);
  return (probabilities) => probabilities.map((stated) => isotonicShare(curve, stated));
}

const foldCount = 5;

/**
 * Whether isotonic calibration brings probabilities nearer to what happens on rows that it has not
 * seen: by expected calibration error in five folds, every fifth row held out in turn. Forests
 * mostly need it; logistic regression mostly does not, and then a curve through a few hundred rows
 * would add noise alone. NannyML asks by the same error; the Brier score mostly says no, since it
 * weighs the curve's noise in single rows, which an estimate over many rows averages out.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities, each from a model that had not seen the row
 */
export function needsCalibration(labels: Uint8Array, probabilities: Float64Array): boolean {
  if (labels.length < 2 * foldCount) return false;
  const calibrated = new Float64Array(labels.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const isTrained = (_: number, row: number) => row % foldCount !== fold;
    const calibrate = isotonicCalibrator(
      scoreTable(probabilities.filter(isTrained), labels.filter(isTrained)),
    );
    calibrate(probabilities).forEach((probability, row) => {
      if (row % foldCount === fold) calibrated[row] = probability;
    });
  }
  return calibrationError(labels, calibrated) < calibrationError(labels, probabilities);
}
