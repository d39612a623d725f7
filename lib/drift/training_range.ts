/** What a column held in the rows that a model was fitted on: the ground it stands on. */
import type { ColumnReference, Reference } from "@/drift/reference.ts";
import type { Cell } from "@/schema/cell.ts";

/** What one column held, as plain data: its ends or categories, without the rows. */
export interface TrainingRange {
  readonly column: string;
  readonly kind: ColumnReference["kind"];
  /** The least and the greatest number, or the categories there were; empty when all was missing. */
  readonly values: readonly Exclude<Cell, null>[];
}

/** The ranges of a reference's columns, in its order. */
export function trainingRanges({ columns }: Reference): TrainingRange[] {
  return columns.map((reference) => {
    const { column, kind } = reference;
    if (reference.kind === "categorical") {
      const { labels, cells } = reference;
      return { column, kind, values: labels.filter((_, place) => cells.includes(place)) };
    }
    const present = reference.cells.filter((cell) => cell !== null);
    const values = present.length === 0 ? [] : [Math.min(...present), Math.max(...present)];
    return { column, kind, values };
  });
}

/** Whether a clean value lies outside; a missing one never does. */
export function isOutside({ kind, values }: TrainingRange, cell: Cell): boolean {
  if (cell === null) return false;
  if (kind === "categorical") return !values.includes(cell);
  const [least, most] = values;
  return values.length === 0 || cell < least || cell > most;
}

/** The range or the categories in words, such as `28 to 77`. */
export function rangeWords({ kind, values }: TrainingRange): string {
  return values.join(kind === "numeric" ? " to " : ", ") || "nothing";
}
