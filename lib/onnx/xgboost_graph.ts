/** XGBoost as a graph, rounded to single precision at every step as in libxgboost. */
import { readXgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, greatestExponent } from "@/estimators/xgboost/tree_ensemble.ts";
import { type EstimatorGraph, exactScore } from "@/onnx/score.ts";
import { singleExp } from "@/onnx/single_exp.ts";
import { cast, sumInOrder } from "@/onnx/operators.ts";
import { evaluateTrees } from "@/onnx/tree_ensemble.ts";
import { apply, type Operation, single } from "@/onnx/value.ts";

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
  // Singles add up to another sum in another order, so each tree answers for itself.
  const answers = evaluateTrees(cast(features, "float"), nodes, "each tree");
  return exactScore(sigmoid(sumInOrder(answers, roots.length)), threshold);
};

/** double[N] from float[N], as the estimator's own `sigmoid`. */
function sigmoid(margin: Operation): Operation {
  const exponent = apply("Min", [apply("Neg", [margin]), single(greatestExponent)]);
  const total = apply("Add", [singleExp(exponent), single(1)]);
  return cast(apply("Div", [single(1), total]), "double");
}
