/** A row's score and probability, in ml-matrix's order of operations. */
import type { Matrix } from "@/data/matrix.ts";

/** The logistic function 1 / (1 + e⁻ˢ). */
export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/**
 * Probability of class 1 for each of n rows × d features.
 *
 * @param weights d weights and, last, the intercept
 */
export function probabilities({ rowCount, columnCount, values }: Matrix, weights: Float64Array) {
  const result = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let score = 0;
    for (let c = 0; c < columnCount; c++) score += values[row * columnCount + c] * weights[c];
    result[row] = sigmoid(score + weights[columnCount]);
  }
  return result;
}
