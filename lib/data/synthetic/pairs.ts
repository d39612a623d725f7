/** Correlations pair by pair from incomplete rows, steadied across groups. */

/** A pair's correlation and the number of rows that show it; both 0 when nothing does. */
export interface PairCorrelation {
  readonly value: number;
  readonly rowCount: number;
}

/** Pairs of d variables: `triangle[i][j]` for j < i. */
export type PairTriangle = readonly (readonly PairCorrelation[])[];

/**
 * Pearson's correlation of every pair over the rows that have both.
 *
 * @param columns d columns of n scores; NaN where missing
 */
export function correlatePairs(columns: readonly Float64Array[]): PairTriangle {
  return columns.map((a, i) => columns.slice(0, i).map((b) => correlate(a, b)));
}

/** Each pair's mean over the groups, weighted by rows. */
export function poolPairs(groups: readonly PairTriangle[]): PairTriangle {
  return groups[0].map((row, i) =>
    row.map((_, j) => {
      const pairs = groups.map((group) => group[i][j]);
      const rowCount = pairs.reduce((sum, pair) => sum + pair.rowCount, 0);
      const sum = pairs.reduce((sum, { value, rowCount }) => sum + rowCount * value, 0);
      return { value: rowCount > 0 ? sum / rowCount : 0, rowCount };
    })
  );
}

/** A group's correlation, drawn to the pooled one with the weight of so many rows. */
export function steadyPair(
  { value, rowCount }: PairCorrelation,
  pooled: PairCorrelation,
  weight: number,
): number {
  return (rowCount * value + weight * pooled.value) / (rowCount + weight);
}

const fewestRows = 3;

function correlate(a: Float64Array, b: Float64Array): PairCorrelation {
  let [rowCount, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) continue;
    rowCount++;
    sumA += a[row];
    sumB += b[row];
    sumAA += a[row] * a[row];
    sumBB += b[row] * b[row];
    sumAB += a[row] * b[row];
  }
  const varianceA = sumAA - sumA * sumA / rowCount;
  const varianceB = sumBB - sumB * sumB / rowCount;
  if (rowCount < fewestRows || varianceA < 1e-9 || varianceB < 1e-9) {
    return { value: 0, rowCount: 0 };
  }
  const covariance = sumAB - sumA * sumB / rowCount;
  return { value: covariance / Math.sqrt(varianceA * varianceB), rowCount };
}
