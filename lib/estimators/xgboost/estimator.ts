/** Gradient-boosted trees: the model of XGBoost, trained by the engine that is passed in. */
import type { Estimator, Params } from "@/estimators/contract.ts";
import type { XgboostEngine } from "@/estimators/xgboost/engine.ts";
import { xgboostFromJson, xgboostKind } from "@/estimators/xgboost/fitted.ts";
import { checkTraining, toFloat32 } from "@/estimators/xgboost/input.ts";
import { nativeParams, resolveXgboostParams } from "@/estimators/xgboost/params.ts";

/**
 * XGBoost with the given hyperparameters.
 *
 * Source: Chen, Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD 2016.
 *
 * @throws {UserError} when a parameter does not exist or is out of range
 */
export function xgboostEstimator(given: Params, engine: XgboostEngine): Estimator {
  const params = resolveXgboostParams(given);
  return {
    kind: xgboostKind,
    params,
    fit(X, y, options) {
      checkTraining(X, y, options);
      const modelJson = engine.train({
        X: toFloat32(X, options.featureNames),
        y: Float32Array.from(y),
        featureNames: options.featureNames,
        params: nativeParams(params, options.seed),
        roundCount: params.nEstimators,
      });
      return xgboostFromJson(JSON.parse(modelJson));
    },
  };
}
