/** Checks of the matrices and labels that estimators are given, so that errors name row and column. */
import { exitCode, UserError } from "@/errors.ts";
import type { FitOptions } from "@/estimators/contract.ts";
import type { Matrix } from "@/data/matrix.ts";

const seedLimit = 2 ** 32;

/**
 * Checks what `fit` is given: shapes, labels, seed; not the matrix's values.
 *
 * @throws {UserError} when there is no row or no column, shapes disagree, a label is not 0 or 1,
 * or the seed is not an integer in [0, 2³²)
 */
export function checkTrainingData(
  kind: string,
  X: Matrix,
  y: Uint8Array,
  { seed, featureNames }: FitOptions,
): void {
  const refuse = (reason: string) => {
    throw new UserError(`Cannot fit the estimator '${kind}': ${reason}.`, {
      exitCode: exitCode.data,
    });
  };
  if (X.rowCount === 0 || X.columnCount === 0) {
    refuse(`the matrix is ${X.rowCount} × ${X.columnCount}; at least 1 × 1 is required`);
  }
  if (y.length !== X.rowCount) {
    refuse(`there are ${y.length} labels for ${X.rowCount} rows`);
  }
  if (featureNames.length !== X.columnCount) {
    refuse(`there are ${featureNames.length} feature names for ${X.columnCount} columns`);
  }
  const wrongLabel = y.findIndex((label) => label > 1);
  if (wrongLabel >= 0) refuse(`row ${wrongLabel} has label ${y[wrongLabel]}; 0 or 1 is required`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= seedLimit) {
    refuse(`the seed is ${seed}; an integer from 0 to ${seedLimit - 1} is required`);
  }
}

/**
 * Checks the width of a matrix to predict on.
 *
 * @throws {UserError} when it has not `featureCount` columns
 */
export function checkWidth(kind: string, X: Matrix, featureCount: number): void {
  if (X.columnCount !== featureCount) {
    throw new UserError(
      `Cannot predict with the estimator '${kind}': the matrix has ${X.columnCount} columns; ` +
        `it was fitted on ${featureCount}.`,
      { exitCode: exitCode.data },
    );
  }
}

/**
 * Checks that every value is a number no larger in magnitude than `limit`.
 *
 * @throws {UserError} naming the first row and column where it is not
 */
export function checkFinite(
  kind: string,
  { values, columnCount }: Matrix,
  featureNames?: readonly string[],
  limit = Number.MAX_VALUE,
): void {
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) <= limit) continue;
    const column = i % columnCount;
    const name = featureNames?.[column] ?? `column ${column}`;
    throw new UserError(
      `The estimator '${kind}' cannot use row ${Math.floor(i / columnCount)}, ${name}: ` +
        `found ${values[i]}; a number from ${-limit} to ${limit} is required.`,
      { exitCode: exitCode.data, hint: "Impute missing values before this estimator." },
    );
  }
}
