/** A regression tree over cells, reported leaf by leaf. */
import type { Random } from "@/data/random.ts";
import type { PriorCells } from "@/tune/importance/prior_cells.ts";

/** The points on which a tree is grown: d axes × n points. */
export interface CellTable {
  readonly axes: readonly PriorCells[];
  /** Each axis's cells, one a point. */
  readonly cells: readonly ArrayLike<number>[];
  /** n values to predict, on a scale of about 1. */
  readonly values: Float64Array;
}

/** A box of cells and what the tree predicts everywhere in it. */
export interface Leaf {
  /** For each axis and cell 1 inside the box, 0 outside. */
  readonly box: readonly Uint8Array[];
  readonly value: number;
}

interface Split {
  readonly axis: number;
  readonly isLeft: (cell: number) => boolean;
  readonly gain: number;
}

/** A gain must be greater by this share to be greater beyond rounding. */
const rounding = 1e-9;

/**
 * Splits so that the squared error falls the most (CART; Breiman and others, "Classification and
 * Regression Trees", 1984): ordered axes in two halves, others into one cell and the rest. Among
 * equal splits the draw decides. A cut lies midway between the points' cells.
 *
 * @param points which points, repetitions allowed; at least one
 */
export function growRegressionTree(table: CellTable, points: number[], random: Random): Leaf[] {
  const root = table.axes.map(({ masses }) => new Uint8Array(masses.length).fill(1));
  return grow(table, points, root, random);
}

function grow(
  table: CellTable,
  points: readonly number[],
  box: readonly Uint8Array[],
  random: Random,
): Leaf[] {
  const split = bestSplit(table, points, random);
  if (!split) return [{ box, value: sumOf(table, points) / points.length }];
  const { axis, isLeft } = split;
  return [true, false].flatMap((side) =>
    grow(
      table,
      points.filter((point) => isLeft(table.cells[axis][point]) === side),
      box.with(axis, box[axis].map((inside, cell) => isLeft(cell) === side ? inside : 0)),
      random,
    )
  );
}

function bestSplit(
  table: CellTable,
  points: readonly number[],
  random: Random,
): Split | undefined {
  let best: Split | undefined;
  for (const axis of random.shuffle(table.axes.map((_, axis) => axis))) {
    const split = bestSplitOn(table, axis, points);
    if (split && split.gain > (best?.gain ?? 0) + rounding * points.length) best = split;
  }
  return best;
}

function bestSplitOn(table: CellTable, axis: number, points: readonly number[]): Split | undefined {
  const { isOrdered } = table.axes[axis];
  const cells = table.cells[axis];
  const sorted = points.toSorted((a, b) => cells[a] - cells[b]);
  const total = sumOf(table, points);
  let best: Split | undefined;
  let [count, sum] = [0, 0];
  for (const [i, point] of sorted.entries()) {
    const cell = cells[point];
    if (!isOrdered && cell !== cells[sorted[i - 1]]) [count, sum] = [0, 0];
    count++;
    sum += table.values[point];
    const next = cells[sorted[i + 1]];
    if (cell === next || count === points.length) continue;
    const rest = points.length - count;
    const gain = sum ** 2 / count + (total - sum) ** 2 / rest - total ** 2 / points.length;
    if (gain <= (best?.gain ?? 0) + rounding * points.length) continue;
    const cut = (cell + next) / 2;
    best = { axis, gain, isLeft: isOrdered ? (other) => other <= cut : (other) => other === cell };
  }
  return best;
}

function sumOf({ values }: CellTable, points: readonly number[]): number {
  return points.reduce((sum, point) => sum + values[point], 0);
}
