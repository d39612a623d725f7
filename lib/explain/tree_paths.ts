/** A tree laid out by the paths to its nodes: what does not depend on the row, found only once. */
import { gaussLegendre, type Quadrature } from "@/explain/gauss_legendre.ts";
import { childShare, isLeaf, type ValueTrees } from "@/explain/value_trees.ts";

/** The n nodes of one tree, in preorder; each array has an element for every place in it. */
export interface TreePaths {
  /** The node's number among all trees'. */
  readonly nodes: Int32Array;
  /** Place of the node above; the root's is its own. */
  readonly parents: Int32Array;
  /** Place of the nearest node above to which the same feature led, else the root's. */
  readonly outers: Int32Array;
  /** Of all training rows, the share that passes what the feature is asked on the path; above 0. */
  readonly shares: Float64Array;
  /** Exact for polynomials whose degree is below the number of features on any path. */
  readonly quadrature: Quadrature;
}

/** Lays out the tree with the given root. */
export function tracePaths(trees: ValueTrees, root: number): TreePaths {
  const nodes: number[] = [];
  const parents: number[] = [];
  const outers: number[] = [];
  const shares: number[] = [];
  const featureCounts: number[] = [];
  let mostFeatures = 1;
  const pending = [{ node: root, parent: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent } = next;
    const place = nodes.length;
    const isRoot = place === 0;
    nodes.push(node);
    parents.push(parent);
    const led = (to: number) => trees.features[nodes[parents[to]]];
    let outer = parent;
    while (outer > 0 && led(outer) !== led(place)) outer = parents[outer];
    outers.push(outer);
    shares.push(isRoot ? 1 : shares[outer] * childShare(trees, nodes[parent], node));
    featureCounts.push(isRoot ? 0 : featureCounts[parent] + Number(outer === 0));
    mostFeatures = Math.max(mostFeatures, featureCounts[place]);
    if (isLeaf(trees, node)) continue;
    pending.push({ node: trees.notBelow[node], parent: place });
    pending.push({ node: trees.below[node], parent: place });
  }
  return {
    nodes: Int32Array.from(nodes),
    parents: Int32Array.from(parents),
    outers: Int32Array.from(outers),
    shares: Float64Array.from(shares),
    quadrature: gaussLegendre(Math.ceil(mostFeatures / 2)),
  };
}
