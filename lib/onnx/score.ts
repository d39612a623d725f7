/** What an estimator's part of a graph answers. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { apply, double, type Operation, type Value } from "@/onnx/value.ts";

/** Probabilities and decisions; a single one stands for all rows alike. */
export interface Score {
  /** double[N] or double: probability of class 1. */
  readonly probability: Value;
  /** bool[N] or bool: whether TypeScript's probability is at least the threshold. */
  readonly isPositive: Operation;
}

/**
 * The graph of one kind of estimator.
 *
 * @param features double[N, d]
 * @param threshold the least probability of a positive row, in [0, 1]
 */
export type EstimatorGraph = (
  fitted: FittedEstimator,
  features: Operation,
  threshold: number,
) => Score;

/** The score where the graph's probability is TypeScript's to the last bit. */
export function exactScore(probability: Value, threshold: number): Score {
  return {
    probability,
    isPositive: apply("GreaterOrEqual", [probability, double(threshold)]),
  };
}
