/** The reference's rows and a window's in one table of small integers, ready to be shuffled. */
import type { Reference } from "@/drift/reference.ts";
import type { Cell } from "@/schema/cell.ts";
import type { Row } from "@/schema/row.ts";

/**
 * What arrived lately: m rows, and the probability that the model gave each. Of a window of more
 * than 2,000 rows, a fair sample is enough.
 */
export interface DriftWindow {
  readonly rows: readonly Row[];
  /** m probabilities of disease. */
  readonly probabilities: Float64Array;
}

/** One column's levels: its distinct numbers or categories, and last the missing ones. */
export interface PooledColumn {
  /** Distinct numbers, ascending; absent for categories. */
  readonly values?: Float64Array;
  /** Where the column's levels begin among all columns' levels. */
  readonly start: number;
  /** The level of missing cells, which follows all others. */
  readonly missing: number;
  /** Whether any cell is missing. */
  readonly hasMissing: boolean;
}

/** n reference rows, then m rows of a window. */
export interface PooledTable {
  readonly columns: readonly PooledColumn[];
  readonly referenceCount: number;
  readonly windowCount: number;
  /** (n + m) rows × d columns of levels, row by row. */
  readonly levels: Int32Array;
  /** How many levels all columns have together. */
  readonly levelCount: number;
}

/**
 * Pools the features of a window with the reference's, in its order. Categories that the
 * reference does not know are levels too.
 */
export function poolFeatures(reference: Reference, rows: readonly Row[]): PooledTable {
  const columns = reference.columns.map((column): CellColumn => {
    const current = rows.map((row) => row[column.column]);
    if (column.kind === "numeric") {
      return { kind: "numeric", cells: [...column.cells, ...current] };
    }
    const known = column.cells.map((place) => place === null ? null : column.labels[place]);
    return { kind: "categorical", cells: [...known, ...current] };
  });
  return pool(columns, reference.labels.length, rows.length);
}

/** Pools the predicted probabilities of a window with those of held-out rows, as one column. */
export function poolProbabilities(
  { heldOutProbabilities }: Reference,
  probabilities: Float64Array,
): PooledTable {
  const cells = [...heldOutProbabilities, ...probabilities];
  return pool([{ kind: "numeric", cells }], heldOutProbabilities.length, probabilities.length);
}

interface CellColumn {
  readonly kind: "numeric" | "categorical";
  /** n + m cells. */
  readonly cells: readonly Cell[];
}

function pool(
  columns: readonly CellColumn[],
  referenceCount: number,
  windowCount: number,
): PooledTable {
  const levels = new Int32Array((referenceCount + windowCount) * columns.length);
  let levelCount = 0;
  const pooled = columns.map(({ kind, cells }, place): PooledColumn => {
    const start = levelCount;
    const distinct = [...new Set(cells)].filter((cell) => cell !== null);
    if (kind === "numeric") distinct.sort((a, b) => Number(a) - Number(b));
    const missing = start + distinct.length;
    levelCount = missing + 1;
    const levelOf = new Map<Cell, number>(distinct.map((cell, level) => [cell, start + level]));
    cells.forEach((cell, row) => {
      levels[row * columns.length + place] = levelOf.get(cell) ?? missing;
    });
    const values = kind === "numeric" ? { values: Float64Array.from(distinct, Number) } : {};
    return { ...values, start, missing, hasMissing: cells.includes(null) };
  });
  return { columns: pooled, referenceCount, windowCount, levels, levelCount };
}
