/** Which columns a forest relies on: mean decrease in impurity. */
import { type Trees, treeStarts } from "@/estimators/forest/trees.ts";

/**
 * For each column the sum, over the splits on it, of the gain times the share of the tree's samples
 * that reach the split; made to sum to 1 within each tree, averaged over the trees that split at
 * all, and made to sum to 1 again (scikit-learn's `feature_importances_`; Breiman, "Random Forests",
 * 2001). All zero when no tree splits.
 *
 * The library's own `featureImportance()` takes a node's gain for its impurity and subtracts the
 * children's gains, which can go below zero; so this is not that.
 */
export function meanImpurityDecrease(trees: Trees, columnCount: number): Float64Array {
  const { treeCount, drawnColumns, rightOffset, splitColumn, gain, zeros, ones } = trees;
  const drawnCount = drawnColumns.length / treeCount;
  const starts = treeStarts(trees);
  const total = new Float64Array(columnCount);
  for (let tree = 0; tree < treeCount; tree++) {
    const inTree = new Float64Array(columnCount);
    for (let node = starts[tree]; node < starts[tree + 1]; node++) {
      if (rightOffset[node] === 0) continue;
      const column = drawnColumns[tree * drawnCount + splitColumn[node]];
      // A negative gainThreshold lets splits through whose gain is negative by rounding.
      inTree[column] += Math.max(0, gain[node]) * (zeros[node] + ones[node]);
    }
    normalized(inTree).forEach((weight, column) => total[column] += weight);
  }
  return normalized(total);
}

function normalized(weights: Float64Array): Float64Array {
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : weights;
}
