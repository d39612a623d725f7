/** A forest's probabilities: every tree votes for its leaf's likelier class. */
import type { Matrix } from "@/data/matrix.ts";
import { type Trees, treeStarts } from "@/estimators/forest/trees.ts";

/**
 * Trees laid out for walking. A leaf leads to itself, so that all rows can take as many steps as
 * the tree is deep, without asking at each whether they have arrived.
 */
export interface Ballot {
  /** First node of each tree. */
  readonly roots: Int32Array;
  /** Steps on the longest path of each tree. */
  readonly depths: Int32Array;
  /** The matrix's column that a node looks at. */
  readonly column: Int32Array;
  readonly threshold: Float64Array;
  /** `next[2 * node]` where the value is below the threshold, else `next[2 * node + 1]`. */
  readonly next: Int32Array;
  /** 1 in leaves that vote for class 1. */
  readonly vote: Uint8Array;
}

/** Prepares trees for voting; a leaf whose classes are equally many votes for class 0. */
export function prepareBallot(trees: Trees): Ballot {
  const { treeCount, drawnColumns, rightOffset, splitColumn, threshold, zeros, ones } = trees;
  const nodeCount = rightOffset.length;
  const drawnCount = drawnColumns.length / treeCount;
  const starts = treeStarts(trees);
  const depths = new Int32Array(treeCount);
  const column = new Int32Array(nodeCount);
  const next = new Int32Array(2 * nodeCount);
  const vote = new Uint8Array(nodeCount);
  const depth = new Int32Array(nodeCount);
  for (let tree = 0; tree < treeCount; tree++) {
    for (let node = starts[tree]; node < starts[tree + 1]; node++) {
      depths[tree] = Math.max(depths[tree], depth[node]);
      if (rightOffset[node] === 0) {
        next.fill(node, 2 * node, 2 * node + 2);
        vote[node] = ones[node] > zeros[node] ? 1 : 0;
        continue;
      }
      column[node] = drawnColumns[tree * drawnCount + splitColumn[node]];
      [node + 1, node + rightOffset[node]].forEach((child, side) => {
        next[2 * node + side] = child;
        depth[child] = depth[node] + 1;
      });
    }
  }
  return { roots: starts.subarray(0, treeCount), depths, column, threshold, next, vote };
}

/**
 * Share of the trees that vote for class 1, for each of n rows.
 *
 * Tree by tree, so that one tree's nodes stay in the processor's cache; four rows at a time and
 * without branches, so that their walks overlap.
 */
export function voteShares(ballot: Ballot, { rowCount, columnCount, values }: Matrix) {
  const { roots, depths, column, threshold, next, vote } = ballot;
  const votes = new Float64Array(rowCount);
  const step = (node: number, row: number) =>
    next[2 * node + Number(values[row + column[node]] >= threshold[node])];
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree];
    const depth = depths[tree];
    let row = 0;
    for (; row + 3 < rowCount; row += 4) {
      const row0 = row * columnCount;
      const row1 = row0 + columnCount;
      const row2 = row1 + columnCount;
      const row3 = row2 + columnCount;
      let node0 = root, node1 = root, node2 = root, node3 = root;
      for (let steps = 0; steps < depth; steps++) {
        node0 = step(node0, row0);
        node1 = step(node1, row1);
        node2 = step(node2, row2);
        node3 = step(node3, row3);
      }
      votes[row] += vote[node0];
      votes[row + 1] += vote[node1];
      votes[row + 2] += vote[node2];
      votes[row + 3] += vote[node3];
    }
    for (; row < rowCount; row++) {
      let node = root;
      for (let steps = 0; steps < depth; steps++) node = step(node, row * columnCount);
      votes[row] += vote[node];
    }
  }
  return votes.map((count) => count / roots.length);
}
