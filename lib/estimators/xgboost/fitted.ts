/** A fitted XGBoost model: it predicts in plain TypeScript, wherever the model was trained. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import type { JsonObject } from "@/json.ts";
import { checkWidth, toFloat32 } from "@/estimators/xgboost/input.ts";
import { noChild, readXgboostModel, type XgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, margin, sigmoid } from "@/estimators/xgboost/tree_ensemble.ts";

/** The catalog's name. */
export const xgboostKind = "xgboost";

/**
 * A fitted estimator from XGBoost's own model JSON; `toJSON` gives that JSON back.
 *
 * Probabilities equal libxgboost's bit for bit (singles, widened).
 *
 * @throws {UserError} when the JSON is no XGBoost 3 model for two classes
 */
export function xgboostFromJson(json: JsonObject): FittedEstimator {
  const model = readXgboostModel(json);
  const ensemble = flattenTrees(model);
  return {
    kind: xgboostKind,
    featureCount: model.featureCount,
    predictProba(X) {
      checkWidth(X, model.featureCount);
      const { values } = toFloat32(X, featureNames(model));
      return Float64Array.from(
        { length: X.rowCount },
        (_, row) => sigmoid(margin(ensemble, values, row * X.columnCount)),
      );
    },
    importance: () => totalGain(model),
    toJSON: () => model.json,
  };
}
