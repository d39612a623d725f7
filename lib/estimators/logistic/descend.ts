/** Gradient descent with the arithmetic of ml-logistic-regression, in its order, on typed arrays. */
import type { Matrix } from "@/data/matrix.ts";
import { sigmoid } from "@/estimators/logistic/score.ts";
import type { LogisticParams } from "@/estimators/logistic/params.ts";

/** Rows handled together: their sums are independent, so the processor can overlap them. */
const rowsPerBlock = 8;

/**
 * Weights after `numSteps` steps from zero: each adds learningRate · Xᵀ (target − p).
 *
 * Every score sums over the columns in order and every gradient over the rows in order, as ml-matrix
 * multiplies, so the weights are the library's to the last bit.
 *
 * @param X n rows × d features; a column of ones for the intercept is appended
 * @param target n values, 0 or 1
 * @returns d weights and, last, the intercept
 */
export function descend(
  X: Matrix,
  target: Uint8Array,
  { numSteps, learningRate }: LogisticParams,
): Float64Array {
  const width = X.columnCount + 1;
  const blockCount = Math.ceil(X.rowCount / rowsPerBlock);
  const blocks = interleaveRows(X, blockCount);
  // The last block's missing rows are zeros, which change neither scores nor gradient.
  const targets = new Float64Array(blockCount * rowsPerBlock);
  targets.set(target);

  const weights = new Float64Array(width);
  const gradient = new Float64Array(width);
  for (let step = 0; step < numSteps; step++) {
    gradient.fill(0);
    for (let block = 0; block < blockCount; block++) {
      const start = block * rowsPerBlock * width;
      let score0 = 0, score1 = 0, score2 = 0, score3 = 0;
      let score4 = 0, score5 = 0, score6 = 0, score7 = 0;
      for (let c = 0, at = start; c < width; c++, at += rowsPerBlock) {
        const weight = weights[c];
        score0 += blocks[at] * weight;
        score1 += blocks[at + 1] * weight;
        score2 += blocks[at + 2] * weight;
        score3 += blocks[at + 3] * weight;
        score4 += blocks[at + 4] * weight;
        score5 += blocks[at + 5] * weight;
        score6 += blocks[at + 6] * weight;
        score7 += blocks[at + 7] * weight;
      }
      const first = block * rowsPerBlock;
      const error0 = targets[first] - sigmoid(score0);
      const error1 = targets[first + 1] - sigmoid(score1);
      const error2 = targets[first + 2] - sigmoid(score2);
      const error3 = targets[first + 3] - sigmoid(score3);
      const error4 = targets[first + 4] - sigmoid(score4);
      const error5 = targets[first + 5] - sigmoid(score5);
      const error6 = targets[first + 6] - sigmoid(score6);
      const error7 = targets[first + 7] - sigmoid(score7);
      for (let c = 0, at = start; c < width; c++, at += rowsPerBlock) {
        gradient[c] = gradient[c] + blocks[at] * error0 + blocks[at + 1] * error1 +
          blocks[at + 2] * error2 + blocks[at + 3] * error3 + blocks[at + 4] * error4 +
          blocks[at + 5] * error5 + blocks[at + 6] * error6 + blocks[at + 7] * error7;
      }
    }
    for (let c = 0; c < width; c++) weights[c] += gradient[c] * learningRate;
  }
  return weights;
}

/** Blocks of rows with a one appended to each; within a block, a column's values lie together. */
function interleaveRows({ rowCount, columnCount, values }: Matrix, blockCount: number) {
  const width = columnCount + 1;
  const blocks = new Float64Array(blockCount * rowsPerBlock * width);
  for (let row = 0; row < rowCount; row++) {
    const start = Math.floor(row / rowsPerBlock) * rowsPerBlock * width + row % rowsPerBlock;
    for (let c = 0; c < columnCount; c++) {
      blocks[start + c * rowsPerBlock] = values[row * columnCount + c];
    }
    blocks[start + columnCount * rowsPerBlock] = 1;
  }
  return blocks;
}
