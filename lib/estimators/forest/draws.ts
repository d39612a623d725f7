/** What each tree draws at random, from the same generator in the same order as ml-random-forest. */
import { integer, MersenneTwister19937 } from "random-js";
import { drawnColumnCount, type ForestParams } from "@/estimators/forest/params.ts";

/** The shape of the training matrix. */
export interface Shape {
  readonly rowCount: number;
  readonly columnCount: number;
}

/** One tree's draws. */
export interface Draw {
  /** n rows, some of them repeatedly. */
  readonly rows: Int32Array;
  /** Columns in the order drawn; repeated only when drawn with replacement. */
  readonly columns: Int32Array;
  /** Seed of the next tree, an int32. */
  readonly nextSeed: number;
}

/**
 * Draws one tree's rows and columns.
 *
 * Rows and columns each have a generator of their own: the columns' is seeded with a number drawn
 * after the rows, the next tree's with one drawn after the columns.
 */
export function drawTree(seed: number, shape: Shape, params: ForestParams): Draw {
  const rows = new Int32Array(shape.rowCount);
  let columnSeed = seed;
  if (params.useSampleBagging) {
    const engine = MersenneTwister19937.seed(seed);
    const drawRow = integer(0, shape.rowCount - 1);
    for (let i = 0; i < rows.length; i++) rows[i] = drawRow(engine);
    columnSeed = engine.next();
  } else {
    for (let i = 0; i < rows.length; i++) rows[i] = i;
  }
  const engine = MersenneTwister19937.seed(columnSeed);
  const drawColumn = integer(0, shape.columnCount - 1);
  const count = drawnColumnCount(params, shape.columnCount);
  const columns = new Set<number>();
  const inOrder = Int32Array.from({ length: count }, () => {
    let column = drawColumn(engine);
    while (!params.replacement && columns.has(column)) column = drawColumn(engine);
    columns.add(column);
    return column;
  });
  return { rows, columns: inOrder, nextSeed: engine.next() };
}

/** The seed of every tree, int32 each, so that any of them can be grown alone. */
export function treeSeeds(seed: number, shape: Shape, params: ForestParams): Int32Array {
  const seeds = new Int32Array(params.nEstimators);
  seeds[0] = seed;
  for (let tree = 1; tree < seeds.length; tree++) {
    seeds[tree] = drawTree(seeds[tree - 1], shape, params).nextSeed;
  }
  return seeds;
}
