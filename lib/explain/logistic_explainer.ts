/** Takes logistic regression's log-odds apart. */
import { exitCode, UserError } from "@/errors.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { refuseBeyond } from "@/estimators/feature_scorer.ts";
import { largestFeature } from "@/estimators/logistic/fitted.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import type { FeatureExplainer } from "@/explain/feature_explainer.ts";

/**
 * An explainer of a fitted logistic regression: weight times the distance from the feature's mean
 * over the training rows, and as base value the log-odds of a row of all these means.
 *
 * These are Shapley values where features are taken for independent (Štrumbelj, Kononenko, "An
 * Efficient Explanation of Individual Classifications using Game Theory", 2010).
 *
 * @throws {UserError} when the model was saved before it kept the means
 */
export function logisticExplainer(fitted: FittedEstimator): FeatureExplainer {
  const { weights, featureMeans } = logisticFromJson(fitted.toJSON()).model;
  if (featureMeans === undefined) {
    throw new UserError(
      "Cannot explain this logistic regression: it was saved without the means of its features.",
      {
        exitCode: exitCode.data,
        hint: "Train the pipeline again with this version: deno task train",
      },
    );
  }
  return {
    scale: "log-odds",
    baseValue: featureMeans.reduce(
      (sum, mean, feature) => sum + weights[feature] * mean,
      weights[fitted.featureCount],
    ),
    contributions(features) {
      refuseBeyond(largestFeature, fitted, features, 1);
      return features.map((value, feature) => weights[feature] * (value - featureMeans[feature]));
    },
  };
}
