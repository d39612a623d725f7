/** Scores rows by the prior alone. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { type FeatureScorer, refuseBeyond } from "@/estimators/feature_scorer.ts";

/** A scorer of a fitted dummy. */
export function dummyScorer(fitted: FittedEstimator): FeatureScorer {
  const columnCount = fitted.featureCount;
  const anyRow = { rowCount: 1, columnCount, values: new Float64Array(columnCount) };
  const [prior] = fitted.predictProba(anyRow);
  return {
    score(values, rowCount, probabilities, start) {
      refuseBeyond(Number.MAX_VALUE, fitted, values, rowCount);
      probabilities.fill(prior, start, start + rowCount);
    },
  };
}
