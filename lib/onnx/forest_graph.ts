/** The forest as a graph: votes counted in double precision, so that nothing is rounded. */
import { forestFromJson } from "@/estimators/forest/json.ts";
import { prepareBallot } from "@/estimators/forest/votes.ts";
import { type EstimatorGraph, exactScore } from "@/onnx/score.ts";
import { cast, columnAt } from "@/onnx/operators.ts";
import { evaluateTrees } from "@/onnx/tree_ensemble.ts";
import { apply, double } from "@/onnx/value.ts";

/** Share of the trees that vote for class 1, equal to TypeScript's to the last bit. */
export const forestGraph: EstimatorGraph = (fitted, features, threshold) => {
  const { trees } = forestFromJson(fitted.toJSON()).forest;
  const { roots, column, threshold: thresholds, next, vote } = prepareBallot(trees);
  const nodes = {
    roots,
    features: column,
    thresholds,
    below: next.filter((_, index) => index % 2 === 0),
    notBelow: next.filter((_, index) => index % 2 === 1),
    leafValues: Float64Array.from(vote),
  };
  // Votes come as singles, which hold every count up to 2²⁴.
  const votes = cast(columnAt(evaluateTrees(features, nodes, "sum"), 0), "double");
  return exactScore(apply("Div", [votes, double(trees.treeCount)]), threshold);
};
