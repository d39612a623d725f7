/** The training matrix as ranks: sorted once for the whole forest, then only counted. */
import type { Matrix } from "@/data/matrix.ts";

/** d columns of n values, each replaced by its rank among the column's distinct values. */
export interface RankedColumns {
  readonly rowCount: number;
  readonly columnCount: number;
  /** `ranks[column * rowCount + row]`, from 0; equal values share a rank. */
  readonly ranks: Int32Array;
  /** All columns' distinct values, one column after another, each ascending. */
  readonly values: Float64Array;
  /** Column c's values are `values[starts[c]]` up to `values[starts[c + 1]]`. */
  readonly starts: Int32Array;
}

/** Ranks every column of a matrix without NaN. */
export function rankColumns({ rowCount, columnCount, values }: Matrix): RankedColumns {
  const ranks = new Int32Array(columnCount * rowCount);
  const starts = new Int32Array(columnCount + 1);
  const distinctValues: Float64Array[] = [];
  const column = new Float64Array(rowCount);
  for (let c = 0; c < columnCount; c++) {
    for (let row = 0; row < rowCount; row++) column[row] = values[row * columnCount + c];
    const distinct = sortedDistinct(column);
    for (let row = 0; row < rowCount; row++) {
      ranks[c * rowCount + row] = lowerBound(distinct, column[row]);
    }
    distinctValues.push(distinct);
    starts[c + 1] = starts[c] + distinct.length;
  }
  const allValues = new Float64Array(starts[columnCount]);
  distinctValues.forEach((distinct, c) => allValues.set(distinct, starts[c]));
  return { rowCount, columnCount, ranks, values: allValues, starts };
}

function sortedDistinct(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let count = 1;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i];
  }
  return sorted.slice(0, count);
}

/** Index of the first value that is not below `sought`. */
function lowerBound(ascending: Float64Array, sought: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}
