/** The contract of a fitted estimator laid out for scoring many rows without allocating. */
import type { FittedEstimator } from "@/estimators/contract.ts";

/** Scores blocks of encoded rows; it keeps its working memory, so one thread at a time. */
export interface FeatureScorer {
  /**
   * Writes the probability of class 1 of each row into `probabilities` from `start` on, bit for bit
   * as the estimator's `predictProba` gives it.
   *
   * @param values at least `rowCount` × d features, row after row
   * @throws {UserError} as `predictProba` does, where it refuses a value
   */
  score(values: Float64Array, rowCount: number, probabilities: Float64Array, start: number): void;
}

/**
 * Refuses values that are not numbers of at most the given magnitude.
 *
 * @throws {UserError} the estimator's own
 */
export function refuseBeyond(
  limit: number,
  fitted: FittedEstimator,
  values: Float64Array,
  rowCount: number,
): void {
  const columnCount = fitted.featureCount;
  const valueCount = rowCount * columnCount;
  for (let i = 0; i < valueCount; i++) {
    if (Math.abs(values[i]) <= limit) continue;
    fitted.predictProba({ rowCount, columnCount, values: values.slice(0, valueCount) });
  }
}
