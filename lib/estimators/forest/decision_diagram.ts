/** A forest as one shared decision diagram: what equal or idle splits have in common is asked once. */
import { prepareBallot } from "@/estimators/forest/votes.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/**
 * All trees of a forest, reduced (Bryant, "Graph-based algorithms for Boolean function
 * manipulation", 1986): a split whose sides vote alike is left out, equal subtrees stand once.
 *
 * A vertex is a number: 0 and 1 are the votes, all others are splits, each after its children.
 */
export interface DecisionDiagram {
  readonly treeCount: number;
  /** d + 1 places: column c's thresholds begin at `starts[c]` and end before `starts[c + 1]`. */
  readonly starts: Int32Array;
  /** Distinct thresholds, ascending within a column; condition k is "value ≥ `thresholds[k]`". */
  readonly thresholds: Float64Array;
  /** Three numbers a split, from vertex 2 on: its condition, and the vertex when false and true. */
  readonly splits: Int32Array;
  /** Each tree's vertex. */
  readonly roots: Int32Array;
}

/** Vertices that are votes. */
export const voteCount = 2;

/** Reduces trees on d features. */
export function reduceTrees(trees: Trees, featureCount: number): DecisionDiagram {
  const { roots, column, threshold, next, vote } = prepareBallot(trees);
  const isLeaf = (node: number) => next[2 * node] === node;
  const { starts, thresholds, places } = listConditions(featureCount, column, threshold, isLeaf);
  const vertices = new Int32Array(column.length);
  const splits: number[] = [];
  const known = new Map<number, Map<number, number>>();
  // Backwards, because in preorder children come after their parent.
  for (let node = column.length - 1; node >= 0; node--) {
    const [whenFalse, whenTrue] = [vertices[next[2 * node]], vertices[next[2 * node + 1]]];
    if (isLeaf(node)) {
      vertices[node] = vote[node];
    } else if (whenFalse === whenTrue) {
      vertices[node] = whenFalse;
    } else {
      const condition = places[column[node]].get(threshold[node])!;
      const alike = known.get(condition) ?? new Map<number, number>();
      known.set(condition, alike);
      const sides = whenFalse * (column.length + voteCount) + whenTrue;
      let vertex = alike.get(sides);
      if (vertex === undefined) {
        vertex = voteCount + splits.length / 3;
        splits.push(condition, whenFalse, whenTrue);
        alike.set(sides, vertex);
      }
      vertices[node] = vertex;
    }
  }
  return {
    treeCount: roots.length,
    starts,
    thresholds,
    splits: Int32Array.from(splits),
    roots: roots.map((root) => vertices[root]),
  };
}

/** Every distinct condition, and its place by column and threshold. */
function listConditions(
  featureCount: number,
  column: Int32Array,
  threshold: Float64Array,
  isLeaf: (node: number) => boolean,
) {
  const places = Array.from({ length: featureCount }, () => new Map<number, number>());
  column.forEach((c, node) => isLeaf(node) || places[c].set(threshold[node], 0));
  const starts = new Int32Array(featureCount + 1);
  const thresholds: number[] = [];
  places.forEach((ofColumn, c) => {
    for (const value of Float64Array.from(ofColumn.keys()).sort()) {
      ofColumn.set(value, thresholds.length);
      thresholds.push(value);
    }
    starts[c + 1] = thresholds.length;
  });
  return { starts, thresholds: Float64Array.from(thresholds), places };
}
