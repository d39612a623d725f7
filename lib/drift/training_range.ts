/** What a column held in the rows that a model was fitted on: the ground it stands on. */
import type { Reference } from "@/drift/reference.ts";
import type { Cell } from "@/schema/cell.ts";

/** Tells by column whether a value lies outside what was learned from. */
export interface TrainingRange {
  readonly column: string;
  /** The range or the categories in words, such as `28 to 77`. */
  readonly words: string;
  /** Whether a clean value lies outside; a missing one never does. */
  isOutside(cell: Cell): boolean;
}

/** The ranges of a reference's columns, in its order. */
export function trainingRanges({ columns }: Reference): TrainingRange[] {
  return columns.map((reference) => {
    const { column } = reference;
    if (reference.kind === "categorical") {
      const seen = new Set<Cell>(
        reference.labels.filter((_, place) => reference.cells.includes(place)),
      );
      return {
        column,
        words: [...seen].join(", ") || "nothing",
        isOutside: (cell) => cell !== null && !seen.has(cell),
      };
    }
    const values = reference.cells.filter((cell) => cell !== null);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (values.length === 0) {
      return { column, words: "nothing", isOutside: (cell) => cell !== null };
    }
    return {
      column,
      words: `${least} to ${most}`,
      isOutside: (cell) => cell !== null && (Number(cell) < least || Number(cell) > most),
    };
  });
}
