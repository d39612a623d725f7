/** The table that every implementation is timed on: like the encoded patients, from a seed. */
import { createRandom } from "@/data/random.ts";
import { type Matrix, matrixFromRows } from "@/data/matrix.ts";

/** n labelled rows of 26 features. */
export interface BenchData {
  readonly X: Matrix;
  readonly y: Uint8Array;
  readonly featureNames: readonly string[];
}

const continuousCount = 6;
const columnCount = 26;

/** Six standardised measurements in steps of 0.02 and twenty 0/1 columns; a noisy linear label. */
export function benchData(rowCount: number, seed: number): BenchData {
  const random = createRandom(seed);
  const rows = Array.from(
    { length: rowCount },
    () =>
      Array.from(
        { length: columnCount },
        (_, c) =>
          c < continuousCount
            ? Math.round(50 * random.normal()) / 50
            : random.next() < 0.3 + 0.02 * c
            ? 1
            : 0,
      ),
  );
  const y = Uint8Array.from(
    rows,
    (row) => row[0] + row[1] + row[8] - row[9] + random.normal() > 0.2 ? 1 : 0,
  );
  const featureNames = Array.from({ length: columnCount }, (_, c) => `feature ${c}`);
  return { X: matrixFromRows(rows), y, featureNames };
}
