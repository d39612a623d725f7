/** Takes the forest's share of votes apart. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { refuseBeyond } from "@/estimators/feature_scorer.ts";
import { forestFromJson } from "@/estimators/forest/json.ts";
import { prepareBallot } from "@/estimators/forest/votes.ts";
import type { FeatureExplainer } from "@/explain/feature_explainer.ts";
import { treeShap } from "@/explain/tree_shap.ts";

/** An explainer of a fitted forest: the base value is the share of votes that a training row gets. */
export function forestExplainer(fitted: FittedEstimator): FeatureExplainer {
  const { trees } = forestFromJson(fitted.toJSON()).forest;
  const { roots, column, threshold, next, vote } = prepareBallot(trees);
  const below = next.filter((_, index) => index % 2 === 0);
  const { means, contributions } = treeShap({
    roots,
    features: column,
    thresholds: threshold,
    below,
    notBelow: next.filter((_, index) => index % 2 === 1),
    missing: below,
    covers: Float64Array.from(trees.zeros, (zeros, node) => zeros + trees.ones[node]),
    values: Float64Array.from(vote),
  }, fitted.featureCount);
  return {
    scale: "probability",
    baseValue: means.reduce((sum, mean) => sum + mean, 0) / trees.treeCount,
    contributions(features) {
      refuseBeyond(Number.MAX_VALUE, fitted, features, 1);
      return contributions(features).map((votes) => votes / trees.treeCount);
    },
  };
}
