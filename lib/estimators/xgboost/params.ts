/** XGBoost's hyperparameters: our names, its names, defaults and ranges. */
import { z } from "zod";
import type { Params } from "@/estimators/contract.ts";
import { paramsOf, validated } from "@/estimators/validated.ts";

/**
 * The schema of {@linkcode XgboostParams}, with the defaults.
 *
 * They are shallow on purpose: on some 700 rows × 25 features, trees of depth 2 that learn slowly
 * rank patients better than XGBoost's own defaults (depth 6, rate 0.3, all rows and columns).
 */
export const xgboostParamsSchema = z.strictObject({
  nEstimators: z.int().min(1).max(100_000).default(150),
  maxDepth: z.int().min(1).max(30).default(2),
  learningRate: z.number().gt(0).max(1).default(0.05),
  subsample: z.number().gt(0).max(1).default(0.8),
  colsampleBytree: z.number().gt(0).max(1).default(0.5),
  minChildWeight: z.number().min(0).default(3),
  gamma: z.number().min(0).default(0),
  regLambda: z.number().min(0).default(1),
  regAlpha: z.number().min(0).default(0),
  scalePosWeight: z.number().gt(0).default(1),
  treeMethod: z.enum(["hist", "exact", "approx"]).default("hist"),
});

/**
 * How the trees are boosted; XGBoost's documentation of the parameter in {@linkcode nativeNames}
 * says what each does.
 */
export type XgboostParams = z.output<typeof xgboostParamsSchema>;

/** The names of booster parameters in XGBoost; the number of trees is no such parameter. */
export const nativeNames = {
  maxDepth: "max_depth",
  learningRate: "learning_rate",
  subsample: "subsample",
  colsampleBytree: "colsample_bytree",
  minChildWeight: "min_child_weight",
  gamma: "gamma",
  regLambda: "reg_lambda",
  regAlpha: "reg_alpha",
  scalePosWeight: "scale_pos_weight",
  treeMethod: "tree_method",
} as const satisfies Record<Exclude<keyof XgboostParams, "nEstimators">, string>;

/**
 * All parameters, defaults filled in.
 *
 * @throws {UserError} naming each parameter that is unknown or out of range
 */
export function xgboostParams(params: Params): XgboostParams {
  return validated(xgboostParamsSchema, params, paramsOf("xgboost"));
}

/**
 * The booster's parameters under XGBoost's names.
 *
 * One thread: with more, sums would depend on how many cores the machine has.
 *
 * @param seed integer in [0, 2³²)
 */
export function boosterParams(
  params: XgboostParams,
  seed: number,
): Record<string, string | number> {
  const names = Object.entries(nativeNames) as [keyof typeof nativeNames, string][];
  return {
    ...Object.fromEntries(names.map(([name, native]) => [native, params[name]])),
    objective: "binary:logistic",
    seed,
    nthread: 1,
    verbosity: 0,
  };
}
