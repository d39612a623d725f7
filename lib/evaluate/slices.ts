/** Cuts rows into the slices that the schema asks for, such as age bands and sexes. */
import type { Cell } from "@/schema/cell.ts";
import type { Column, NumericColumn, Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

/** The rows that share a band or category of one column. */
export interface Slice {
  /** The column's name. */
  readonly column: string;
  /** The column's words for a person. */
  readonly title: string;
  /** The band, category, or `missing`. */
  readonly label: string;
  /** Row numbers, ascending; at least one. */
  readonly rows: Int32Array;
}

/** Slices by every column that the schema flags; each column's slices partition the n rows. */
export function sliceRows(schema: Schema, rows: readonly Row[]): Slice[] {
  return slicings(schema).flatMap(({ column, title, labels, sliceOf }) => {
    const sliceOfRow = rows.map((row) => sliceOf(row[column]));
    return labels.map((label, slice) => ({
      column,
      title,
      label,
      rows: Int32Array.from(sliceOfRow.keys()).filter((row) => sliceOfRow[row] === slice),
    })).filter((slice) => slice.rows.length > 0);
  });
}

/** How a column's cells map to its slices. */
export interface Slicing extends Pick<Slice, "column" | "title"> {
  /** The bands or categories in the schema's order; the last is for missing cells. */
  readonly labels: readonly string[];
  /** A cell's place among the labels. */
  readonly sliceOf: (cell: Cell) => number;
}

/** The slicings that the schema asks for, in its order. */
export function slicings({ features }: Pick<Schema, "features">): Slicing[] {
  return features.flatMap((column) => {
    const slicing = slicingOf(column);
    return slicing ? [{ column: column.name, title: column.title, ...slicing }] : [];
  });
}

function slicingOf(column: Column): Pick<Slicing, "labels" | "sliceOf"> | undefined {
  if (column.kind === "categorical") {
    if (!column.slice) return undefined;
    const labels = column.categories.map(({ label }) => label);
    return {
      labels: [...labels, "missing"],
      sliceOf: (cell) => cell === null ? labels.length : labels.indexOf(String(cell)),
    };
  }
  const bounds = column.sliceBounds;
  if (!bounds) return undefined;
  return {
    labels: [...bandLabels(bounds, column), "missing"],
    sliceOf: (cell) =>
      cell === null ? bounds.length + 1 : bounds.filter((bound) => Number(cell) >= bound).length,
  };
}

/**
 * A label for each band. Between whole bounds it counts completed units, as people say ages: a
 * patient of 54.5 years lies in 45–54.
 */
function bandLabels(bounds: readonly number[], { unit }: NumericColumn): string[] {
  const inner = bounds.slice(1).map((upper, i) => {
    const lower = bounds[i];
    if (!Number.isInteger(lower) || !Number.isInteger(upper)) return `${lower} to < ${upper}`;
    return upper === lower + 1 ? `${lower}` : `${lower}–${upper - 1}`;
  });
  return [`< ${bounds[0]}`, ...inner, `≥ ${bounds[bounds.length - 1]}`]
    .map((band) => unit === "" ? band : `${band} ${unit}`);
}
