/** XGBoost keeps the estimators' contract. */
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import { environment } from "../native_xgboost.ts";
import { checkEstimator } from "./check_estimator.ts";

if (environment) {
  const xgboost = openXgboost(environment.libxgboost);
  checkEstimator("xgboost", () => xgboostEstimator({}, xgboost), {
    fromJson: xgboostFromJson,
    acceptsMissing: true,
    mirrorTolerance: 1e-3,
  });
} else {
  Deno.test.ignore(
    "xgboost keeps the estimators' contract (ignored: .venv is not set up)",
    () => {},
  );
}
