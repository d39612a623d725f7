/** Decision trees whose leaves hold numbers, and how much of the training data went each way. */

/** All trees' nodes in one numbering, tree after tree, a parent before its children. */
export interface ValueTrees {
  /** First node of each tree, ascending. */
  readonly roots: Int32Array;
  /** The feature that a node looks at. */
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

/** The same trees without the splits that change nothing, because both sides are alike. */
export function withoutIdleSplits(trees: ValueTrees): ValueTrees {
  const below = trees.below.slice();
  const values = trees.values.slice();
  const pruned: ValueTrees = { ...trees, below, values };
  // Backwards, because children come after their parent.
  for (let node = below.length - 1; node >= 0; node--) {
    const children = [below[node], trees.notBelow[node]];
    if (isLeaf(pruned, node) || !children.every((child) => isLeaf(pruned, child))) continue;
    const [value, other] = children.map((child) => values[child]);
    if (value !== other) continue;
    below[node] = node;
    values[node] = value;
  }
  return pruned;
}
