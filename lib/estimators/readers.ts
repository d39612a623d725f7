/** Which reader belongs to which kind of estimator; apart from the catalog, for readers need no fitting. */
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { dummyFromJson } from "@/estimators/dummy.ts";
import { forestFromJson } from "@/estimators/forest/json.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import type { JsonObject } from "@/json.ts";

/** Reads each kind back from its `toJSON`. */
export const estimatorReaders: Readonly<
  Record<EstimatorKind, (json: JsonObject) => FittedEstimator>
> = {
  dummy: dummyFromJson,
  logistic: logisticFromJson,
  forest: forestFromJson,
  xgboost: xgboostFromJson,
};
