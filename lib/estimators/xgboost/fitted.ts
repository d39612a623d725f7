/** A fitted XGBoost model: it predicts in plain TypeScript, wherever it was trained. */
import { checkWidth } from "@/estimators/check_input.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { totalGainShares } from "@/estimators/xgboost/importance.ts";
import { readXgboostModel, xgboostKind } from "@/estimators/xgboost/model.ts";
import { flattenTrees, predictMargin, sigmoid } from "@/estimators/xgboost/tree_ensemble.ts";
import type { JsonObject } from "@/json.ts";

/**
 * A fitted estimator from XGBoost's own model JSON, which its `toJSON` gives back.
 *
 * Probabilities are libxgboost's singles, bit for bit; importance is the share of total gain.
 *
 * @throws {UserError} when the JSON is no XGBoost 3 model for two classes
 */
export function xgboostFromJson(json: JsonObject): FittedEstimator {
  const model = readXgboostModel(json);
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
    toJSON: () => model.json,
  };
}
