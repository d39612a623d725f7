/** Counts answers that change, and which way. */
import { type Slicing, slicings } from "@/evaluate/slices.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

/** Counts so far; {@linkcode countChange} changes them. */
export interface ChangeCount {
  answerCount: number;
  /** Answers that were "no disease" before. */
  toDiseaseCount: number;
  /** Answers that were "disease" before. */
  toHealthyCount: number;
}

/** The counts of one slice. */
export interface SliceChangeCount extends ChangeCount {
  readonly column: string;
  readonly title: string;
  readonly label: string;
}

/** Nothing counted. */
export function noChanges(): ChangeCount {
  return { answerCount: 0, toDiseaseCount: 0, toHealthyCount: 0 };
}

/** Counts one answer. */
export function countChange(count: ChangeCount, before: number, after: number): void {
  count.answerCount++;
  if (after > before) count.toDiseaseCount++;
  if (after < before) count.toHealthyCount++;
}

/** How many answers change. */
export function changedCount({ toDiseaseCount, toHealthyCount }: ChangeCount): number {
  return toDiseaseCount + toHealthyCount;
}

/** Counts by the slices that the schema asks for. */
export class SliceChanges {
  readonly #slicings: readonly (Slicing & { readonly counts: readonly ChangeCount[] })[];

  constructor(schema: Schema) {
    this.#slicings = slicings(schema).map((slicing) => ({
      ...slicing,
      counts: slicing.labels.map(noChanges),
    }));
  }

  /** Counts one answer. */
  add(row: Row, before: number, after: number): void {
    for (const { column, counts, sliceOf } of this.#slicings) {
      countChange(counts[sliceOf(row[column])], before, after);
    }
  }

  /** Those that hold answers, in the schema's order. */
  counts(): SliceChangeCount[] {
    return this.#slicings.flatMap(({ column, title, labels, counts }) =>
      labels.map((label, slice) => ({ column, title, label, ...counts[slice] }))
        .filter(({ answerCount }) => answerCount > 0)
    );
  }
}
