/** The forest as a graph: votes counted in double precision, so that nothing is rounded. */
import { forestFromJson } from "@/estimators/forest/json.ts";
import { prepareBallot } from "@/estimators/forest/votes.ts";
import { type EstimatorGraph, exactScore } from "@/onnx/score.ts";
import { treeAttributes } from "@/onnx/tree_nodes.ts";
import { apply, double, integer, treeDomain } from "@/onnx/value.ts";
import { elementTypeCode } from "@/onnx/writer.ts";

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
  const votes = apply("TreeEnsembleRegressor", [features], {
    ...treeAttributes(nodes, () => 0),
    n_targets: { int: 1 },
  }, treeDomain);
  // The operator answers in singles, which hold every count below 2²⁴.
  const counts = apply("Cast", [apply("Gather", [votes, integer(0)], { axis: { int: 1 } })], {
    to: { int: elementTypeCode.double },
  });
  return exactScore(apply("Div", [counts, double(trees.treeCount)]), threshold);
};
