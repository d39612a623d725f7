/** Counts a column's cells by their text: of a million rows only the distinct texts are read. */
import { addCells, type ColumnSummary } from "@/drift/window_summary.ts";
import { type ReadCell, readCell } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";

/** A text, read, and how often it came. */
export interface TalliedText {
  readonly text: string;
  readonly cell: ReadCell;
  count: number;
}

/** More distinct texts than a column of measurements has; more of them would cost memory. */
const mostTexts = 4096;

/** A power of two; most columns have fewer distinct texts. */
const slotCount = 1024;

/** One column's tally; what it counts is in the summary after {@linkcode settle}. */
export class ColumnTally {
  readonly #schema: Schema;
  readonly #summary: ColumnSummary;
  readonly #texts = new Map<string, TalliedText>();
  /** The text seen last of each slot: to look there first costs a third of what the map does. */
  readonly #seen: (TalliedText | undefined)[] = new Array(slotCount);

  constructor(schema: Schema, summary: ColumnSummary) {
    this.#schema = schema;
    this.#summary = summary;
  }

  /** The text's entry, to be counted before the next is asked for. */
  of(text: string): TalliedText {
    const slot = slotOf(text);
    const seen = this.#seen[slot];
    if (seen !== undefined && seen.text === text) return seen;
    return this.#seen[slot] = this.#texts.get(text) ?? this.#open(text);
  }

  /** Brings the summary up to date. */
  settle(): void {
    for (const { cell, count } of this.#texts.values()) addCells(this.#summary, cell, count);
    this.#texts.clear();
    this.#seen.fill(undefined);
  }

  #open(text: string): TalliedText {
    if (this.#texts.size === mostTexts) this.settle();
    const cell = readCell(this.#schema, this.#summary.column, text);
    const entry = { text, cell, count: 0 };
    this.#texts.set(text, entry);
    return entry;
  }
}

/** From the first two characters and the last two: enough for codes, labels and short numbers. */
function slotOf(text: string): number {
  const { length } = text;
  let mixed = length;
  if (length > 0) {
    mixed = 31 * mixed + text.charCodeAt(0);
    mixed = 31 * mixed + text.charCodeAt(length - 1);
  }
  if (length > 2) {
    mixed = 31 * mixed + text.charCodeAt(1);
    mixed = 31 * mixed + text.charCodeAt(length - 2);
  }
  return mixed & (slotCount - 1);
}
