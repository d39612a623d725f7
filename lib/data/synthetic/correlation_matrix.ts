/** Correlation matrices: made valid, packed for saving, factored for drawing. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

const leastEigenvalue = 0.02;

/**
 * A valid correlation matrix near the given one: eigenvalues below 0.02 are raised, then the
 * diagonal is scaled back to 1 (Rebonato and Jäckel 1999).
 *
 * @param correlations d × d, symmetric, estimated pair by pair
 */
export function nearestCorrelations(correlations: readonly (readonly number[])[]): number[][] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(correlations.map((row) => [...row])),
    { assumeSymmetric: true },
  );
  const raised = realEigenvalues.map((value) => Math.max(value, leastEigenvalue));
  const valid = eigenvectorMatrix.mmul(Matrix.diag(raised)).mmul(eigenvectorMatrix.transpose());
  const scale = valid.diagonal().map((value) => 1 / Math.sqrt(value));
  return valid.to2DArray().map((row, i) => row.map((value, j) => value * scale[i] * scale[j]));
}

/** The lower triangle without its diagonal, row by row. */
export function packTriangle(matrix: readonly (readonly number[])[]): number[] {
  return matrix.flatMap((row, index) => row.slice(0, index));
}

/**
 * Cholesky's factor of a packed correlation matrix, row by row with its diagonal.
 *
 * @returns d (d + 1) / 2 values: entry (i, j), j ≤ i, at i (i + 1) / 2 + j
 * @throws {RangeError} when the matrix is not positive definite
 */
export function choleskyFactor(packed: readonly number[], dimension: number): Float64Array {
  const factor = new Float64Array(dimension * (dimension + 1) / 2);
  for (let i = 0; i < dimension; i++) {
    const row = i * (i + 1) / 2;
    for (let j = 0; j <= i; j++) {
      const column = j * (j + 1) / 2;
      let rest = i === j ? 1 : packed[i * (i - 1) / 2 + j];
      for (let k = 0; k < j; k++) rest -= factor[row + k] * factor[column + k];
      if (i === j && rest <= 0) throw new RangeError("The correlations are not positive definite.");
      factor[row + j] = i === j ? Math.sqrt(rest) : rest / factor[column + j];
    }
  }
  return factor;
}
