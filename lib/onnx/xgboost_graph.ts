/** XGBoost as a graph, rounded to single precision at every step as in libxgboost. */
import { readXgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, greatestExponent } from "@/estimators/xgboost/tree_ensemble.ts";
import { type EstimatorGraph, exactScore } from "@/onnx/score.ts";
import { singleExp } from "@/onnx/single_exp.ts";
import { treeAttributes } from "@/onnx/tree_nodes.ts";
import { apply, integer, type Operation, single, treeDomain } from "@/onnx/value.ts";
import { elementTypeCode } from "@/onnx/writer.ts";

const { fround } = Math;

/** Probabilities equal to TypeScript's, and so to libxgboost's, to the last bit. */
export const xgboostGraph: EstimatorGraph = (fitted, features, threshold) => {
  const ensemble = flattenTrees(readXgboostModel(fitted.toJSON()));
  const { roots, thresholds, left, right, missing, baseMargin } = ensemble;
  const [, secondRoot = thresholds.length] = roots;
  const nodes = {
    roots,
    features: ensemble.features,
    thresholds,
    below: left,
    notBelow: right,
    missing,
    // The sum begins with the base margin, which is therefore part of the first tree.
    leafValues: thresholds.map((value, node) =>
      node < secondRoot ? fround(baseMargin + value) : value
    ),
  };
  const rounded = apply("Cast", [features], { to: { int: elementTypeCode.float } });
  // One output a tree: the operator's own sum may add in any order, a running sum adds in theirs.
  const leaves = apply("TreeEnsembleRegressor", [rounded], {
    ...treeAttributes(nodes, (tree) => tree),
    n_targets: { int: roots.length },
  }, treeDomain);
  const sums = apply("CumSum", [leaves, integer(1)]);
  const margin = apply("Gather", [sums, integer(roots.length - 1)], { axis: { int: 1 } });
  return exactScore(sigmoid(margin), threshold);
};

/** double[N] from float[N], as the estimator's own `sigmoid`. */
function sigmoid(margin: Operation): Operation {
  const exponent = apply("Min", [apply("Neg", [margin]), single(greatestExponent)]);
  const total = apply("Add", [singleExp(exponent), single(1)]);
  return apply("Cast", [apply("Div", [single(1), total])], {
    to: { int: elementTypeCode.double },
  });
}
