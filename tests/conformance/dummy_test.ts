/** The dummy keeps the estimators' contract. */
import { checkEstimator } from "./check_estimator.ts";
import { dummyEstimator, dummyFromJson } from "@/estimators/dummy.ts";

checkEstimator("dummy", dummyEstimator, {
  fromJson: dummyFromJson,
  skip: { "beats the dummy on data that can be learnt": "it is the dummy" },
});
