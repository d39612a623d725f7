/** The contract's matrices in XGBoost's single precision. */
import { exitCode, UserError } from "@/errors.ts";
import type { Matrix } from "@/data/matrix.ts";
import type { Float32Matrix } from "@/estimators/xgboost/engine.ts";

/** XGBoost puts a last threshold at twice a column's greatest value, which must be a single too. */
export const magnitudeLimit = 2 ** 127;

/**
 * The matrix with every value rounded to single; NaN stays NaN.
 *
 * @throws {UserError} naming the first row and column whose value is infinite or too great
 */
export function toFloat32(X: Matrix, featureNames: readonly string[]): Float32Matrix {
  const { rowCount, columnCount } = X;
  const values = Float32Array.from(X.values);
  const at = values.findIndex((value) => Math.abs(value) >= magnitudeLimit);
  if (at < 0) return { rowCount, columnCount, values };
  throw new UserError(
    `The estimator 'xgboost' cannot use row ${Math.floor(at / columnCount)}, ` +
      `${featureNames[at % columnCount] ?? `column ${at % columnCount}`}: found ${X.values[at]}; ` +
      "a number below 2^127 in magnitude, or NaN for missing, is required.",
    { exitCode: exitCode.data },
  );
}
