/** Scores rows by logistic weights without allocating. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { type FeatureScorer, refuseBeyond } from "@/estimators/feature_scorer.ts";
import { largestFeature } from "@/estimators/logistic/fitted.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import { sigmoid } from "@/estimators/logistic/score.ts";

/** A scorer of a fitted logistic regression. */
export function logisticScorer(fitted: FittedEstimator): FeatureScorer {
  const { featureCount } = fitted;
  const { weights } = logisticFromJson(fitted.toJSON()).model;
  return {
    score(values, rowCount, probabilities, start) {
      refuseBeyond(largestFeature, fitted, values, rowCount);
      for (let row = 0; row < rowCount; row++) {
        let score = 0;
        for (let c = 0; c < featureCount; c++) score += values[row * featureCount + c] * weights[c];
        probabilities[start + row] = sigmoid(score + weights[featureCount]);
      }
    },
  };
}
