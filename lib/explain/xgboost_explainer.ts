/** Takes XGBoost's log-odds apart. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { readXgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, predictMargin } from "@/estimators/xgboost/tree_ensemble.ts";
import type { FeatureExplainer } from "@/explain/feature_explainer.ts";
import { treeShap } from "@/explain/tree_shap.ts";

const { fround } = Math;

/**
 * An explainer of a fitted XGBoost model, as its own `pred_contribs`: nodes are weighed by their
 * sums of second derivatives, and the base value is the log-odds that so come out on average.
 *
 * XGBoost adds up its trees in single precision. What that rounds away, 10⁻⁶ or so, is shared out
 * over the contributions by their size, so that they sum to the log-odds that predict.
 */
export function xgboostExplainer(fitted: FittedEstimator): FeatureExplainer {
  const model = readXgboostModel(fitted.toJSON());
  const { featureCount, featureNames } = model;
  const ensemble = flattenTrees(model);
  const { left, right, thresholds } = ensemble;
  const { means, contributions } = treeShap({
    ...ensemble,
    thresholds: Float64Array.from(thresholds),
    below: left,
    notBelow: right,
    covers: Float64Array.from(model.trees.flatMap(({ sum_hessian }) => sum_hessian)),
    values: Float64Array.from(thresholds, (value, node) => left[node] > node ? 0 : value),
  }, featureCount);
  // Rounded as margins are, so that trees without splits leave no difference.
  const baseValue = means.reduce((sum, mean) => fround(sum + mean), ensemble.baseMargin);
  return {
    scale: "log-odds",
    baseValue,
    contributions(features) {
      const row = { rowCount: 1, columnCount: featureCount, values: features };
      const singles = toFloat32(row, featureNames).values;
      const unrounded = contributions(Float64Array.from(singles));
      const size = unrounded.reduce((sum, contribution) => sum + Math.abs(contribution), 0);
      if (size === 0) return unrounded;
      const rounding = unrounded.reduce(
        (rest, contribution) => rest - contribution,
        predictMargin(ensemble, singles, 0) - baseValue,
      );
      return unrounded.map((contribution) =>
        contribution + rounding * Math.abs(contribution) / size
      );
    },
  };
}
