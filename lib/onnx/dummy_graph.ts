/** The dummy as a graph: one probability for every row. */
import { type EstimatorGraph, exactScore } from "@/onnx/score.ts";
import { double } from "@/onnx/value.ts";

/** Says what the dummy says of any row. */
export const dummyGraph: EstimatorGraph = (fitted, _features, threshold) => {
  const { featureCount } = fitted;
  const anyRow = { rowCount: 1, columnCount: featureCount, values: new Float64Array(featureCount) };
  const [prior] = fitted.predictProba(anyRow);
  return exactScore(double(prior), threshold);
};
