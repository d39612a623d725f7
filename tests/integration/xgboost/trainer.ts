/** Trains one model on sampled rows, as a program (prints it) or as a worker (posts it). */
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { modelJson } from "@/estimators/xgboost/fitted.ts";

function train(libraryPath: string): string {
  using xgboost = openXgboost(libraryPath);
  const rowCount = 200;
  const values = Float64Array.from({ length: rowCount }, (_, i) => i % 7 === 0 ? NaN : i % 31);
  const y = Uint8Array.from({ length: rowCount }, (_, i) => i % 31 > 15 ? 1 : 0);
  const estimator = xgboostEstimator({ subsample: 0.5, nEstimators: 60 }, xgboost);
  const options = { seed: 3, featureNames: ["x"] };
  return modelJson(estimator.fit({ rowCount, columnCount: 1, values }, y, options));
}

if (import.meta.main && Deno.args.length > 0) console.log(train(Deno.args[0]));
else {
  addEventListener("message", ({ data }: MessageEvent<string>) => postMessage(train(data)));
}
