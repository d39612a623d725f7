/** Scores rows by XGBoost's trees without allocating. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import type { FeatureScorer } from "@/estimators/feature_scorer.ts";
import { magnitudeLimit } from "@/estimators/xgboost/float32.ts";
import { readXgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, predictMargin, sigmoid } from "@/estimators/xgboost/tree_ensemble.ts";

/** A scorer of a fitted XGBoost model; NaN is missing. */
export function xgboostScorer(fitted: FittedEstimator): FeatureScorer {
  const { featureCount } = fitted;
  const ensemble = flattenTrees(readXgboostModel(fitted.toJSON()));
  const singles = new Float32Array(featureCount);
  return {
    score(values, rowCount, probabilities, start) {
      for (let row = 0; row < rowCount; row++) {
        const from = row * featureCount;
        for (let c = 0; c < featureCount; c++) {
          singles[c] = values[from + c];
          if (Math.abs(singles[c]) >= magnitudeLimit) {
            const columnCount = featureCount;
            const refused = values.slice(from, from + columnCount);
            fitted.predictProba({ rowCount: 1, columnCount, values: refused });
          }
        }
        probabilities[start + row] = sigmoid(predictMargin(ensemble, singles, 0));
      }
    },
  };
}
