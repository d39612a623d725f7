/** Spearman's correlation of every pair of variables, from incomplete rows. */
import { ranks } from "@/data/ranks.ts";

/** A variable: n values, NaN where missing. */
export interface Variable {
  readonly name: string;
  readonly values: Float64Array;
}

const fewestRows = 3;

/**
 * Spearman's rank correlations as a symmetric matrix, each over the rows that have both values;
 * NaN where fewer than three do or a variable does not vary among them.
 */
export function rankCorrelations(variables: readonly Variable[]): number[][] {
  const matrix = variables.map(() => new Array<number>(variables.length).fill(1));
  variables.forEach((a, i) => {
    variables.slice(0, i).forEach((b, j) => {
      matrix[i][j] = matrix[j][i] = correlate(a.values, b.values);
    });
  });
  return matrix;
}

function correlate(a: Float64Array, b: Float64Array): number {
  const isWhole = (_: number, row: number) => !Number.isNaN(a[row]) && !Number.isNaN(b[row]);
  const [x, y] = [a, b].map((values) => ranks(values.filter(isWhole)));
  if (x.length < fewestRows) return NaN;
  const mean = (x.length + 1) / 2;
  const product = (p: Float64Array, q: Float64Array) =>
    p.reduce((sum, rank, row) => sum + (rank - mean) * (q[row] - mean), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}
