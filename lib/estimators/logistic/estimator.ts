/** The logistic regression of npm:ml-logistic-regression, its weights found much faster. */
import { checkFinite, checkTrainingData } from "@/estimators/check_input.ts";
import type { Estimator, FitOptions, Params } from "@/estimators/contract.ts";
import { columnMeans, type Matrix } from "@/data/matrix.ts";
import { descend } from "@/estimators/logistic/descend.ts";
import {
  type FittedLogistic,
  fittedLogistic,
  largestFeature,
} from "@/estimators/logistic/fitted.ts";
import { logisticParams } from "@/estimators/logistic/params.ts";

/** A logistic regression that is yet to be fitted, and gives its weights when it is. */
export interface LogisticEstimator extends Estimator {
  fit(X: Matrix, y: Uint8Array, options: FitOptions): FittedLogistic;
}

/**
 * A logistic regression that is yet to be fitted: no penalty, an intercept of its own.
 *
 * @throws {UserError} when a parameter is unknown or out of range; see {@linkcode LogisticParams}
 *
 * @example
 * ```ts
 * import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
 * import { matrixFromRows } from "@/data/matrix.ts";
 *
 * const X = matrixFromRows([[-2], [-1], [1], [2]]);
 * const fitted = logisticEstimator({ numSteps: 200, learningRate: 0.1 })
 *   .fit(X, Uint8Array.of(0, 0, 1, 1), { seed: 0, featureNames: ["dose"] });
 * console.assert(fitted.predictProba(matrixFromRows([[3]]))[0] > 0.9);
 * ```
 */
export function logisticEstimator(params: Params = {}): LogisticEstimator {
  const allParams = logisticParams(params);
  return {
    kind: "logistic",
    params: allParams,
    fit(X, y, options) {
      checkTrainingData("logistic", X, y, options);
      checkFinite("logistic", X, options.featureNames, largestFeature);
      return fittedLogistic({
        params: allParams,
        weights: descend(X, y, allParams),
        featureMeans: columnMeans(X),
      });
    },
  };
}
