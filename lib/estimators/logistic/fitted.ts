/** Fitted logistic weights behind the estimators' contract. */
import { checkFinite, checkWidth } from "@/estimators/check_input.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import type { LogisticParams } from "@/estimators/logistic/params.ts";
import { probabilities } from "@/estimators/logistic/score.ts";

/** What descending found. */
export interface LogisticModel {
  readonly params: LogisticParams;
  /** d weights and, last, the intercept. */
  readonly weights: Float64Array;
  /** d means over the training rows, against which a row is explained; older files lack them. */
  readonly featureMeans?: Float64Array;
}

/** A fitted estimator with the weights it predicts by. */
export interface FittedLogistic extends FittedEstimator {
  readonly model: LogisticModel;
}

/** Larger features than this are refused: up to here no sum or product can overflow. */
export const largestFeature = 1e100;

/** Weights as a fitted estimator. */
export function fittedLogistic(model: LogisticModel): FittedLogistic {
  const { params, weights, featureMeans } = model;
  const featureCount = weights.length - 1;
  return {
    kind: "logistic",
    featureCount,
    model,
    predictProba(X) {
      checkWidth("logistic", X, featureCount);
      checkFinite("logistic", X, undefined, largestFeature);
      return probabilities(X, weights);
    },
    importance: () => weightShares(weights.subarray(0, featureCount)),
    toJSON: () => ({
      kind: "logistic",
      params,
      featureCount,
      weights: [...weights],
      ...(featureMeans && { featureMeans: [...featureMeans] }),
    }),
  };
}

/** Absolute weights, made to sum to 1; they compare features only where these share a scale. */
function weightShares(weights: Float64Array): Float64Array {
  const sizes = weights.map(Math.abs);
  const sum = sizes.reduce((a, b) => a + b, 0);
  return sum > 0 ? sizes.map((size) => size / sum) : sizes;
}
