/** A fitted XGBoost model: it predicts in plain TypeScript, without the native library. */
import { checkWidth } from "@/estimators/check_input.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { totalGainShares } from "@/estimators/xgboost/importance.ts";
import {
  readXgboostModel,
  saveXgboostModel,
  xgboostKind,
  type XgboostModel,
} from "@/estimators/xgboost/model.ts";
import { flattenTrees, predictMargin, sigmoid } from "@/estimators/xgboost/tree_ensemble.ts";
import type { JsonObject } from "@/json.ts";

/**
 * Reads back a fitted estimator from its `toJSON`.
 *
 * @throws {UserError} when the JSON is no XGBoost 3 model for two classes
 */
export function xgboostFromJson(json: JsonObject): FittedEstimator {
  return fittedXgboost(readXgboostModel(json));
}

/**
 * A fitted estimator from a model, wherever that was trained.
 *
 * Probabilities are libxgboost's singles, bit for bit; importance is the share of total gain.
 */
export function fittedXgboost(model: XgboostModel): FittedEstimator {
  const { featureCount, featureNames } = model;
  const ensemble = flattenTrees(model);
  return {
    kind: xgboostKind,
    featureCount,
    predictProba(X) {
      checkWidth(xgboostKind, X, featureCount);
      const { values } = toFloat32(X, featureNames);
      return Float64Array.from(
        { length: X.rowCount },
        (_, row) => sigmoid(predictMargin(ensemble, values, row * featureCount)),
      );
    },
    importance: () => totalGainShares(model),
    toJSON: () => saveXgboostModel(model),
  };
}

/**
 * The model in the form that XGBoost loads, equal to `Booster.save_raw("json")` byte for byte; the
 * engine's `toUbj` makes its binary form of it.
 *
 * @throws {UserError} when the estimator is not XGBoost's
 */
export function modelJson(fitted: FittedEstimator): string {
  return readXgboostModel(fitted.toJSON()).text;
}
