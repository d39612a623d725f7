/** The dense matrix that estimators fit and predict on. */

/** Row-major matrix of doubles, `rowCount` × `columnCount`; NaN means missing. */
export interface Matrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** `values[row * columnCount + column]`. */
  readonly values: Float64Array;
}

/**
 * A matrix from an array of equally long rows.
 *
 * @throws {RangeError} when the rows differ in length
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[], columnCount?: number): Matrix {
  const width = columnCount ?? rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    if (row.length !== width) {
      throw new RangeError(`Row ${index} has ${row.length} columns; expected ${width}.`);
    }
    values.set(row, index * width);
  });
  return { rowCount: rows.length, columnCount: width, values };
}

/** The arithmetic mean of each column of at least one row. */
export function columnMeans({ rowCount, columnCount, values }: Matrix): Float64Array {
  const sums = new Float64Array(columnCount);
  for (let i = 0; i < values.length; i++) sums[i % columnCount] += values[i];
  return sums.map((sum) => sum / rowCount);
}

/** The chosen rows of a matrix, in the order of `indices`, copied. */
export function selectRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const { columnCount, values } = matrix;
  const selected = new Float64Array(indices.length * columnCount);
  for (let i = 0; i < indices.length; i++) {
    const start = indices[i] * columnCount;
    selected.set(values.subarray(start, start + columnCount), i * columnCount);
  }
  return { rowCount: indices.length, columnCount, values: selected };
}
