/** One tree's sample of the training rows, kept in order while its nodes are split. */
import type { BestSplit } from "@/estimators/forest/best_split.ts";
import type { RankedColumns } from "@/estimators/forest/ranked_columns.ts";
import { offerBinarySplits } from "@/estimators/forest/binary_splits.ts";
import { offerSortedSplits } from "@/estimators/forest/sorted_splits.ts";

/**
 * n members (drawn rows, in drawing order) by the distinct columns one tree drew.
 *
 * A node is a range of positions, the same in every order kept: that of drawing and, for columns of
 * more than two values, that of the value. Members of equal value stay in drawing order, as
 * ml-cart's stable sort leaves them: which labels are neighbours depends on it.
 */
export class Sample {
  readonly #ranked: RankedColumns;
  readonly #labels: Uint8Array;
  readonly #inDrawingOrder: Int32Array;
  readonly #goesLeft: Uint8Array;
  readonly #spill: Int32Array;
  readonly #rankEnds: Int32Array;
  #columns: readonly SampledColumn[] = [];

  /** @param labels the rows' classes, 0 or 1 */
  constructor(ranked: RankedColumns, labels: Uint8Array) {
    this.#ranked = ranked;
    this.#labels = labels;
    this.#inDrawingOrder = new Int32Array(ranked.rowCount);
    this.#goesLeft = new Uint8Array(ranked.rowCount);
    this.#spill = new Int32Array(ranked.rowCount);
    const rankCounts = ranked.starts.subarray(1).map((end, c) => end - ranked.starts[c]);
    this.#rankEnds = new Int32Array(rankCounts.reduce((a, b) => Math.max(a, b)) + 1);
  }

  /** Takes new rows and columns; returns how many rows have label 1. */
  draw(rows: Int32Array, columns: readonly number[]): number {
    for (let member = 0; member < rows.length; member++) this.#inDrawingOrder[member] = member;
    this.#columns = columns.map((column, c) => this.#sampleColumn(column, rows, this.#columns[c]));
    return rows.reduce((ones, row) => ones + this.#labels[row], 0);
  }

  #sampleColumn(column: number, rows: Int32Array, reusable?: SampledColumn): SampledColumn {
    const { ranks, starts, rowCount, values: allValues } = this.#ranked;
    const values = allValues.subarray(starts[column], starts[column + 1]);
    const codes = reusable?.codes ?? new Int32Array(rowCount);
    const base = column * rowCount;
    for (let member = 0; member < rows.length; member++) {
      const row = rows[member];
      codes[member] = 2 * ranks[base + row] + this.#labels[row];
    }
    // Two adjacent doubles, whose mean is the lower one, are left to the sorted search.
    const isBinary = values.length === 1 ||
      values.length === 2 && meanOf(values[0], values[1]) > values[0];
    const order = reusable?.order ?? new Int32Array(rowCount);
    if (!isBinary) sortByRank(codes, order, this.#rankEnds.fill(0, 0, values.length + 1));
    return { codes, values, isBinary, order };
  }

  /** Offers every candidate of the node `[start, end)`, column by column. */
  offerSplits(best: BestSplit, start: number, end: number, ones: number): void {
    for (let c = 0; c < this.#columns.length; c++) {
      const column = this.#columns[c];
      if (column.isBinary) {
        offerBinarySplits(best, c, column.codes, this.#inDrawingOrder, start, end, ones);
      } else {
        offerSortedSplits(best, c, column, start, end);
      }
    }
  }

  /** The mean of two of a column's values, by rank. */
  threshold(c: number, lowerRank: number, upperRank: number): number {
    const { values } = this.#columns[c];
    return meanOf(values[lowerRank], values[upperRank]);
  }

  /** Moves the members of `[start, end)` below rank `endRank` of column `c` to the front. */
  split(c: number, start: number, end: number, endRank: number): void {
    const { codes } = this.#columns[c];
    const [members, goesLeft] = [this.#inDrawingOrder, this.#goesLeft];
    for (let i = start; i < end; i++) {
      goesLeft[members[i]] = codes[members[i]] < 2 * endRank ? 1 : 0;
    }
    this.#partition(members, start, end);
    for (let other = 0; other < this.#columns.length; other++) {
      const { isBinary, order } = this.#columns[other];
      if (!isBinary && other !== c) this.#partition(order, start, end);
    }
  }

  /** Stable, and free of branches that depend on the data. */
  #partition(order: Int32Array, start: number, end: number): void {
    const [goesLeft, spill] = [this.#goesLeft, this.#spill];
    let left = start;
    let right = 0;
    for (let i = start; i < end; i++) {
      const member = order[i];
      const isLeft = goesLeft[member];
      order[left] = member;
      spill[right] = member;
      left += isLeft;
      right += 1 - isLeft;
    }
    for (let i = 0; i < right; i++) order[left + i] = spill[i];
  }
}

/** One column of a tree's sample. */
export interface SampledColumn {
  /** Twice the rank, plus the label, of each member. */
  readonly codes: Int32Array;
  /** The value of each rank. */
  readonly values: Float64Array;
  /** At most two values: cheaper to count than to keep sorted, so `order` is not kept. */
  readonly isBinary: boolean;
  /** Members by ascending rank within each node. */
  readonly order: Int32Array;
}

const meanOf = (a: number, b: number) => (a + b) / 2;

/** Counting sort, stable. */
function sortByRank(codes: Int32Array, order: Int32Array, ends: Int32Array): void {
  for (let member = 0; member < codes.length; member++) ends[(codes[member] >> 1) + 1]++;
  for (let rank = 1; rank < ends.length; rank++) ends[rank] += ends[rank - 1];
  for (let member = 0; member < codes.length; member++) order[ends[codes[member] >> 1]++] = member;
}
