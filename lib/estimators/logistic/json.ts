/** Reading a fitted logistic regression back. */
import { z } from "zod";
import { type FittedLogistic, fittedLogistic } from "@/estimators/logistic/fitted.ts";
import { logisticParamsSchema } from "@/estimators/logistic/params.ts";
import { refusal, savedEstimator, validated } from "@/estimators/validated.ts";
import type { JsonObject } from "@/json.ts";

/** Beyond what descending can reach on features that are allowed. */
const largestWeight = 1e150;

const saved = z.strictObject({
  kind: z.literal("logistic"),
  params: logisticParamsSchema.required(),
  featureCount: z.int().min(1),
  weights: z.array(z.number().min(-largestWeight).max(largestWeight)),
  featureMeans: z.array(z.number()).optional(),
});

/**
 * A fitted logistic regression from its `toJSON`.
 *
 * @throws {UserError} naming what is missing or wrong
 */
export function logisticFromJson(json: JsonObject): FittedLogistic {
  const parsed = validated(saved, json, savedEstimator("logistic"));
  const { params, featureCount, weights, featureMeans } = parsed;
  if (weights.length !== featureCount + 1) {
    throw refusal(
      savedEstimator("logistic"),
      `weights: found ${weights.length} for ${featureCount} features and an intercept`,
    );
  }
  if (featureMeans && featureMeans.length !== featureCount) {
    throw refusal(
      savedEstimator("logistic"),
      `featureMeans: found ${featureMeans.length} for ${featureCount} features`,
    );
  }
  return fittedLogistic({
    params,
    weights: Float64Array.from(weights),
    ...(featureMeans && { featureMeans: Float64Array.from(featureMeans) }),
  });
}
