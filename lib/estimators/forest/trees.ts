/** Grown trees as flat arrays: what the forest is, for predicting, explaining and saving. */

/**
 * The nodes of many trees, one tree after another, each in preorder (node, left, right).
 * Every array but `drawnColumns` has one element per node.
 */
export interface Trees {
  readonly treeCount: number;
  /** `treeCount` × columns per tree: the matrix's columns each tree drew. */
  readonly drawnColumns: Int32Array;
  /** Distance to the right child; the left child is the next node. 0 marks a leaf. */
  readonly rightOffset: Int32Array;
  /**
   * The best split's column, as a position among the tree's drawn columns; −1 when none was
   * sought or found. Leaves have one too where the best split was not good enough.
   */
  readonly splitColumn: Int32Array;
  /** A row goes left where its value is below this; 0 without a split column. */
  readonly threshold: Float64Array;
  /** How much the best split lowers the Gini impurity; 0 without a split column. */
  readonly gain: Float64Array;
  /** Training samples of class 0 in the node, repeated ones counted. */
  readonly zeros: Int32Array;
  /** Those of class 1. */
  readonly ones: Int32Array;
}

/** The same trees one after another, as if grown together. */
export function concatenateTrees(parts: readonly Trees[]): Trees {
  const ints = (pick: (part: Trees) => Int32Array) => joined(Int32Array, parts.map(pick));
  const doubles = (pick: (part: Trees) => Float64Array) => joined(Float64Array, parts.map(pick));
  return {
    treeCount: parts.reduce((count, part) => count + part.treeCount, 0),
    drawnColumns: ints((part) => part.drawnColumns),
    rightOffset: ints((part) => part.rightOffset),
    splitColumn: ints((part) => part.splitColumn),
    threshold: doubles((part) => part.threshold),
    gain: doubles((part) => part.gain),
    zeros: ints((part) => part.zeros),
    ones: ints((part) => part.ones),
  };
}

function joined<T extends Int32Array | Float64Array>(
  Values: new (length: number) => T,
  parts: readonly T[],
): T {
  const all = new Values(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** First node of each tree, and one past the last node: `treeCount` + 1 indices. */
export function treeStarts({ treeCount, rightOffset }: Trees): Int32Array {
  const starts = new Int32Array(treeCount + 1);
  for (let tree = 0; tree < treeCount; tree++) {
    let last = starts[tree];
    while (rightOffset[last] > 0) last += rightOffset[last];
    starts[tree + 1] = last + 1;
  }
  return starts;
}
