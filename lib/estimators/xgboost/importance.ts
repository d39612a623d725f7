/** Which features an XGBoost model gains from. */
import { noChild, type XgboostModel } from "@/estimators/xgboost/model.ts";

/**
 * Each feature's share of the total gain: the loss reduction summed over all splits on the feature
 * (XGBoost's importance type `total_gain`), divided by the sum over all features.
 *
 * @returns d weights that sum to 1, or all zero when there is no split
 */
export function totalGainShares({ trees, featureCount }: XgboostModel): Float64Array {
  const gains = new Float64Array(featureCount);
  for (const { left_children, split_indices, loss_changes } of trees) {
    left_children.forEach((child, node) => {
      if (child !== noChild) gains[split_indices[node]] += loss_changes[node];
    });
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
