/** The forest keeps the estimators' contract. */
import { checkEstimator } from "./check_estimator.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { forestFromJson } from "@/estimators/forest/json.ts";

checkEstimator("forest", () => forestEstimator({ nEstimators: 31, maxFeatures: 0.6 }), {
  fromJson: forestFromJson,
  // A leaf with as many of each class votes for class 0, whichever that is: three votes of 31.
  mirrorTolerance: 0.1,
});
