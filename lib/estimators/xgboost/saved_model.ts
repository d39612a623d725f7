/** A fitted XGBoost model in the forms that XGBoost itself saves and loads. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import type { XgboostEngine } from "@/estimators/xgboost/engine.ts";
import { readXgboostModel } from "@/estimators/xgboost/model.ts";

/** Arrays of singles in XGBoost's JSON; all other numbers are integers. */
const singleArrays = ["base_weights", "loss_changes", "split_conditions", "sum_hessian"];

/** Not yet declared by TypeScript (ECMAScript proposal "JSON.parse source text access"). */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/**
 * The model as XGBoost's JSON, equal to `Booster.save_raw("json")` byte for byte, save that zero
 * has no sign.
 *
 * @throws {UserError} when the estimator is not XGBoost's
 */
export function modelJson(fitted: FittedEstimator): string {
  const { json } = readXgboostModel(fitted.toJSON());
  return JSON.stringify(
    json,
    (key, value) => singleArrays.includes(key) ? value.map(rawSingle) : value,
  );
}

/** A number as XGBoost prints singles: `-8.2213305E-8`, `4E0`. */
function rawSingle(value: number): unknown {
  return rawJSON(value.toExponential().replace("e+", "E").replace("e", "E"));
}

/**
 * The model in XGBoost's binary form (UBJSON), equal to `Booster.save_raw("ubj")`.
 *
 * @throws {UserError} when the estimator is not XGBoost's
 */
export function modelUbj(fitted: FittedEstimator, engine: XgboostEngine): Uint8Array {
  return engine.toUbj(modelJson(fitted));
}
