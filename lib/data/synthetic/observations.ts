/** A table seen as ordered levels, the form in which a synthetic cohort's statistics are measured. */
import { readCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";

/** One column of n rows. */
export interface ObservedColumn {
  readonly column: Column;
  /** The column's distinct values: categories as declared, numbers ascending. */
  readonly levels: readonly (string | number)[];
  /** n places in `levels`, or one of the markers {@linkcode missing} and {@linkcode zero}. */
  readonly places: Int32Array;
  /** Decimals that the column's numbers are written with. */
  readonly decimals: number;
}

/** Marks an empty cell. */
export const missing = -1;
/** Marks a zero that means "not measured". */
export const zero = -2;

/** Reads one column's n cells, given as canonical text. */
export function observeColumn(
  schema: Schema,
  column: Column,
  cells: readonly string[],
): ObservedColumn {
  const read = cells.map((cell) => readCell(schema, column, cell));
  const levels = column.kind === "categorical"
    ? column.categories.map(({ label }) => label)
    : [...new Set(read.flatMap(({ value }) => value === null ? [] : [Number(value)]))]
      .sort((a, b) => a - b);
  const placeOf = new Map<string | number, number>(levels.map((level, place) => [level, place]));
  return {
    column,
    levels,
    places: Int32Array.from(
      read,
      ({ value, issue }) =>
        value === null ? (issue === "zero-as-missing" ? zero : missing) : placeOf.get(value)!,
    ),
    decimals: Math.max(0, ...levels.map((level) => String(level).split(".")[1]?.length ?? 0)),
  };
}

/** How many of the chosen rows have each level. */
export function countLevels({ levels, places }: ObservedColumn, rows: readonly number[]): number[] {
  const counts = new Array<number>(levels.length).fill(0);
  for (const row of rows) if (places[row] >= 0) counts[places[row]]++;
  return counts;
}
