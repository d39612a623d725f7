/** Turns the contract's matrices and labels into XGBoost's single precision, refusing what it cannot take. */
import { exitCode, UserError } from "@/errors.ts";
import type { FitOptions } from "@/estimators/contract.ts";
import type { Matrix } from "@/estimators/matrix.ts";
import type { Float32Matrix } from "@/estimators/xgboost/engine.ts";

/** XGBoost puts a last threshold at twice a column's greatest value, which must stay a single. */
const magnitudeLimit = 2 ** 127;

/**
 * The matrix in single precision; NaN stays NaN.
 *
 * @throws {UserError} naming the first value that is infinite or too great
 */
export function toFloat32(X: Matrix, featureNames?: readonly string[]): Float32Matrix {
  const { rowCount, columnCount } = X;
  const values = Float32Array.from(X.values);
  const at = values.findIndex((value) => Math.abs(value) >= magnitudeLimit);
  if (at < 0) return { rowCount, columnCount, values };
  const column = at % columnCount;
  const place = `row ${Math.floor(at / columnCount)}, feature ${featureNames?.[column] ?? column}`;
  throw refusal(`${place} is ${X.values[at]}; required is a number below 2^127 or NaN for missing`);
}

/**
 * Checks that the parts of a fit belong together.
 *
 * @throws {UserError} naming the part that does not
 */
export function checkTraining(X: Matrix, y: Uint8Array, { seed, featureNames }: FitOptions): void {
  const { rowCount, columnCount } = X;
  if (rowCount === 0 || columnCount === 0) {
    throw refusal(`fitting needs at least one row and one feature, found ${rowCount} × ${columnCount}`);
  }
  if (y.length !== rowCount) throw refusal(`${rowCount} rows have ${y.length} labels`);
  if (featureNames.length !== columnCount) {
    throw refusal(`${columnCount} features have ${featureNames.length} names`);
  }
  const label = y.find((label) => label > 1);
  if (label !== undefined) throw refusal(`labels must be 0 or 1, found ${label}`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw refusal(`the seed must be an integer in [0, 2^32), found ${seed}`);
  }
}

/** @throws {UserError} when the matrix has not the features of the fit */
export function checkWidth({ columnCount }: Matrix, featureCount: number): void {
  if (columnCount !== featureCount) {
    throw refusal(`the model was fitted on ${featureCount} features, found ${columnCount}`);
  }
}

function refusal(reason: string): UserError {
  return new UserError(`XGBoost cannot use this data: ${reason}.`, { exitCode: exitCode.data });
}
