/** Logistic regression as a graph, with TypeScript's order of summation. */
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import { sigmoid } from "@/estimators/logistic/score.ts";
import { leastDouble } from "@/onnx/least_double.ts";
import type { EstimatorGraph } from "@/onnx/score.ts";
import { sumInOrder } from "@/onnx/operators.ts";
import { apply, double, doubles } from "@/onnx/value.ts";

/**
 * The score equals TypeScript's to the last bit. Its probability differs by rounding, as no two
 * libraries agree on e^x; so the decision compares the score with the least one that TypeScript
 * gives a probability at the threshold.
 */
export const logisticGraph: EstimatorGraph = (fitted, features, threshold) => {
  const { weights } = logisticFromJson(fitted.toJSON()).model;
  const intercept = weights[fitted.featureCount];
  const terms = apply("Mul", [features, doubles([...weights.subarray(0, fitted.featureCount)])]);
  const score = apply("Add", [sumInOrder(terms, fitted.featureCount), double(intercept)]);
  const odds = apply("Exp", [apply("Neg", [score])]);
  return {
    probability: apply("Div", [double(1), apply("Add", [double(1), odds])]),
    isPositive: apply("GreaterOrEqual", [
      score,
      double(leastDouble((score) => sigmoid(score) >= threshold)),
    ]),
  };
};
