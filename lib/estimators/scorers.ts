/** Which scorer belongs to which kind of estimator. */
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { dummyScorer } from "@/estimators/dummy_scorer.ts";
import type { FeatureScorer } from "@/estimators/feature_scorer.ts";
import { forestScorer } from "@/estimators/forest/scorer.ts";
import { logisticScorer } from "@/estimators/logistic/scorer.ts";
import { xgboostScorer } from "@/estimators/xgboost/scorer.ts";

/** Makes each kind's scorer. */
export const featureScorers: Readonly<
  Record<EstimatorKind, (fitted: FittedEstimator) => FeatureScorer>
> = {
  dummy: dummyScorer,
  logistic: logisticScorer,
  forest: forestScorer,
  xgboost: xgboostScorer,
};
