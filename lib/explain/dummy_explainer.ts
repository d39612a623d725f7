/** Takes the prior apart: no feature contributes to it. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { refuseBeyond } from "@/estimators/feature_scorer.ts";
import type { FeatureExplainer } from "@/explain/feature_explainer.ts";

/** An explainer of a fitted dummy. */
export function dummyExplainer(fitted: FittedEstimator): FeatureExplainer {
  const columnCount = fitted.featureCount;
  const anyRow = { rowCount: 1, columnCount, values: new Float64Array(columnCount) };
  const [prior] = fitted.predictProba(anyRow);
  return {
    scale: "probability",
    baseValue: prior,
    contributions(features) {
      refuseBeyond(Number.MAX_VALUE, fitted, features, 1);
      return new Float64Array(columnCount);
    },
  };
}
