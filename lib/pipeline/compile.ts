/** Lays a pipeline out for serving and batch scoring: the same answers, nothing allocated per row. */
import { featureScorers } from "@/estimators/scorers.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { type ColumnBatch, encodeColumns } from "@/preprocess/columns.ts";
import { encodeRow, featureNames } from "@/preprocess/encoder.ts";
import type { Row } from "@/schema/row.ts";

/** Scores rows one by one or many at once; it keeps its working memory, so one thread at a time. */
export interface RowScorer {
  /** Probability of disease of one clean row. */
  score(row: Row): number;
  /** Probability of disease of each of n clean rows; many together cost little more than one. */
  scoreRows(rows: readonly Row[]): Float64Array<ArrayBuffer>;
  /**
   * Probability of disease of each of n rows.
   *
   * @param probabilities where to write them; a new array when absent
   * @throws {RangeError} when the batch's columns are not the pipeline's or not n long
   */
  scoreColumns(
    batch: ColumnBatch,
    probabilities?: Float64Array<ArrayBuffer>,
  ): Float64Array<ArrayBuffer>;
}

/** Rows encoded at a time: their features stay in the processor's first cache. */
const blockSize = 64;

/**
 * A scorer that answers as `predictProba` does, to the last bit.
 *
 * @example
 * ```ts
 * import { compilePipeline } from "@/pipeline/compile.ts";
 * import { fitPipeline } from "@/pipeline/pipeline.ts";
 * import { defaultRecipe } from "@/pipeline/recipe.ts";
 * import { heartSchema } from "@/schema/heart.ts";
 *
 * const training = { rows: [{ age: 40 }, { age: 60 }], labels: Uint8Array.of(0, 1) };
 * const pipeline = fitPipeline(defaultRecipe("dummy", 1), training, heartSchema);
 * console.assert(compilePipeline(pipeline).score({ age: 50 }) === 0.5);
 * ```
 */
export function compilePipeline({ recipe, encoder, estimator }: Pipeline): RowScorer {
  const scorer = featureScorers[recipe.estimator.kind](estimator);
  const featureCount = featureNames(encoder).length;
  const features = new Float64Array(blockSize * featureCount);
  const single = new Float64Array(1);
  return {
    score(row) {
      encodeRow(encoder, row, features);
      scorer.score(features, 1, single, 0);
      return single[0];
    },
    scoreRows(rows) {
      const probabilities = new Float64Array(rows.length);
      for (let first = 0; first < rows.length; first += blockSize) {
        const count = Math.min(blockSize, rows.length - first);
        for (let row = 0; row < count; row++) {
          encodeRow(encoder, rows[first + row], features, row * featureCount);
        }
        scorer.score(features, count, probabilities, first);
      }
      return probabilities;
    },
    scoreColumns(batch, probabilities = new Float64Array(batch.rowCount)) {
      checkShape(batch, encoder.columns.length, probabilities);
      for (let first = 0; first < batch.rowCount; first += blockSize) {
        const count = Math.min(blockSize, batch.rowCount - first);
        encodeColumns(encoder, featureCount, batch, first, count, features);
        scorer.score(features, count, probabilities, first);
      }
      return probabilities;
    },
  };
}

function checkShape(
  { rowCount, columns }: ColumnBatch,
  columnCount: number,
  probabilities: Float64Array,
): void {
  if (columns.length !== columnCount) {
    throw new RangeError(`Found ${columns.length} columns; expected ${columnCount}.`);
  }
  const short = [...columns, probabilities].find(({ length }) => length < rowCount);
  if (short) throw new RangeError(`Found ${short.length} values for ${rowCount} rows.`);
}
