/** The logistic regression keeps the estimators' contract. */
import { checkEstimator } from "./check_estimator.ts";
import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";

checkEstimator("logistic", () => logisticEstimator({ numSteps: 200 }), {
  fromJson: logisticFromJson,
  optionalParts: ["featureMeans"],
});
