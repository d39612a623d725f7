/** Gradient-boosted trees: XGBoost itself, trained by the engine that is passed in. */
import { checkTrainingData } from "@/estimators/check_input.ts";
import type { Estimator, Params } from "@/estimators/contract.ts";
import type { XgboostEngine } from "@/estimators/xgboost/engine.ts";
import { fittedXgboost } from "@/estimators/xgboost/fitted.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { parseXgboostModel, xgboostKind } from "@/estimators/xgboost/model.ts";
import { boosterParams, xgboostParams } from "@/estimators/xgboost/params.ts";

/**
 * XGBoost with the given hyperparameters; NaN is a missing value.
 *
 * Source: Chen, Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD 2016.
 *
 * @throws {UserError} when a parameter is unknown or out of range
 */
export function xgboostEstimator(given: Params, engine: XgboostEngine): Estimator {
  const params = xgboostParams(given);
  return {
    kind: xgboostKind,
    params,
    fit(X, y, options) {
      checkTrainingData(xgboostKind, X, y, options);
      const modelJson = engine.train({
        X: toFloat32(X, options.featureNames),
        y: Float32Array.from(y),
        featureNames: options.featureNames,
        params: boosterParams(params, options.seed),
        roundCount: params.nEstimators,
      });
      return fittedXgboost(parseXgboostModel(modelJson));
    },
  };
}
