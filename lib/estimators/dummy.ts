/** The prior: every row gets the share of class 1 in the training labels; what others must beat. */
import { z } from "zod";
import type { Estimator, FittedEstimator } from "@/estimators/contract.ts";
import type { JsonObject } from "@/json.ts";
import { checkFinite, checkTrainingData, checkWidth } from "@/estimators/check_input.ts";
import { savedEstimator, validated } from "@/estimators/validated.ts";

const kind = "dummy";

const saved = z.strictObject({
  kind: z.literal(kind),
  featureCount: z.int().min(1),
  prior: z.number().min(0).max(1),
});

/** An estimator without hyperparameters that predicts the training labels' prior. */
export function dummyEstimator(): Estimator {
  return {
    kind,
    params: {},
    fit(X, y, options) {
      checkTrainingData(kind, X, y, options);
      checkFinite(kind, X, options.featureNames);
      const ones = y.reduce((count, label) => count + label, 0);
      return fittedDummy(X.columnCount, ones / y.length);
    },
  };
}

/**
 * Reads back a fitted dummy from its `toJSON`.
 *
 * @throws {UserError} naming what is missing or wrong
 */
export function dummyFromJson(json: JsonObject): FittedEstimator {
  const { featureCount, prior } = validated(saved, json, savedEstimator(kind));
  return fittedDummy(featureCount, prior);
}

function fittedDummy(featureCount: number, prior: number): FittedEstimator {
  return {
    kind,
    featureCount,
    predictProba(X) {
      checkWidth(kind, X, featureCount);
      checkFinite(kind, X);
      return new Float64Array(X.rowCount).fill(prior);
    },
    importance: () => new Float64Array(featureCount),
    toJSON: () => ({ kind, featureCount, prior }),
  };
}
