/** Decision trees whose leaves hold numbers, and how much of the training data went each way. */

/** All trees' nodes in one numbering, tree after tree, a parent before its children. */
export interface ValueTrees {
  /** First node of each tree, ascending. */
  readonly roots: Int32Array;
  /** The feature that a node asks for. */
  readonly features: Int32Array;
  readonly thresholds: Float64Array;
  /** Child of the rows whose value is below the threshold; in a leaf, no later node. */
  readonly below: Int32Array;
  /** Child of the other rows. */
  readonly notBelow: Int32Array;
  /** Child of the rows whose value is NaN. */
  readonly missing: Int32Array;
  /** Weight of the training rows that reached the node. */
  readonly covers: Float64Array;
  /** What a leaf adds to the score; 0 in other nodes. */
  readonly values: Float64Array;
}

/** Whether a node has no children. */
export function isLeaf({ below }: ValueTrees, node: number): boolean {
  return below[node] <= node;
}

/** Stands in for a weight that rounding has left at zero, as it can in XGBoost's sums. */
const leastCover = 1e-100;

/** The share of a node's training rows that went on to its child, above 0. */
export function childShare({ covers }: ValueTrees, node: number, child: number): number {
  return Math.max(covers[child], leastCover) / Math.max(covers[node], leastCover);
}

/** Each tree's mean over the training rows, as the children's shares have it. */
export function treeMeans(trees: ValueTrees): Float64Array {
  const means = trees.values.slice();
  // Backwards, because children come after their parent.
  for (let node = means.length - 1; node >= 0; node--) {
    if (isLeaf(trees, node)) continue;
    for (const child of [trees.below[node], trees.notBelow[node]]) {
      means[node] += means[child] * childShare(trees, node, child);
    }
  }
  return Float64Array.from(trees.roots, (root) => means[root]);
}
