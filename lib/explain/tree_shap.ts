/** How much each feature contributes to what decision trees say of a row: Shapley values, exactly. */
import { withoutIdleSplits } from "@/explain/idle_splits.ts";
import { tracePaths, type TreePaths } from "@/explain/tree_paths.ts";
import { isLeaf, treeMeans, type ValueTrees } from "@/explain/value_trees.ts";

/** Contributions to the sum of all trees; it keeps its working memory, so one thread at a time. */
export interface TreeShap {
  /** Each tree's mean over the training rows. */
  readonly means: Float64Array;
  /**
   * Contributions of one row's d features; with the means they sum to the trees' sum.
   *
   * @param features d values; NaN is missing
   */
  contributions(features: Float64Array): Float64Array;
}

/**
 * Prepares the path-dependent Shapley values of trees on d features: where a feature is unknown,
 * both sides of a split count by their share of the training rows.
 *
 * Let each feature be known with chance t. On the path to a leaf, a feature then lets the row
 * through with F = t · o + (1 − t) · z, where o is whether the row passes (0 or 1) and z the share
 * of the training rows that do. The leaf's value times o − z times the F of all other features on
 * the path, integrated over t from 0 to 1, is what it adds to the feature's Shapley value: the
 * derivative of the game's multilinear extension along its diagonal. It is a polynomial, so few
 * points make the integral exact, and leaves share the factors of the path they have in common.
 *
 * Sources: Lundberg, Erion, Lee, "Consistent Individualized Feature Attribution for Tree
 * Ensembles", 2018, for the game; Owen, "Multilinear Extensions of Games", 1972, for the integral;
 * Yu, Xu, Zhu, Xu, Yang, "Linear TreeSHAP", 2022, for the sharing.
 */
export function treeShap(trees: ValueTrees, featureCount: number): TreeShap {
  const lean = withoutIdleSplits(trees);
  const paths = Array.from(lean.roots, (root) => tracePaths(lean, root));
  const addContributions = treeWalker(lean, paths);
  return {
    means: treeMeans(lean),
    contributions(features) {
      const contributions = new Float64Array(featureCount);
      for (const ofTree of paths) addContributions(ofTree, features, contributions);
      return contributions;
    },
  };
}

/** A function that adds one tree's contributions to those of other trees. */
function treeWalker(trees: ValueTrees, paths: readonly TreePaths[]) {
  const { features, thresholds, below, notBelow, missing, values } = trees;
  const most = (count: (ofTree: TreePaths) => number) =>
    paths.reduce((greatest, ofTree) => Math.max(greatest, count(ofTree)), 0);
  const placeCount = most(({ nodes }) => nodes.length);
  const termCount = most(({ nodes, quadrature }) => nodes.length * quadrature.points.length);
  /** By place: the child to which the row goes on. */
  const taken = new Int32Array(placeCount);
  /** By place: o of the feature that led there. */
  const passes = new Uint8Array(placeCount);
  /** By place and point: 1 / F of the feature that led there. */
  const inverses = new Float64Array(termCount);
  /** By place and point: the F of all features on the path, multiplied, times the point's weight. */
  const products = new Float64Array(termCount);
  /** By place and point: these products at all leaves beneath, times the leaves' values, added up. */
  const sums = new Float64Array(termCount);

  return (
    { nodes, parents, outers, shares, quadrature }: TreePaths,
    row: Float64Array,
    out: Float64Array,
  ) => {
    const { points, weights } = quadrature;
    const pointCount = points.length;
    passes[0] = 1;
    inverses.fill(1, 0, pointCount);
    products.set(weights);
    for (let place = 0; place < nodes.length; place++) {
      const node = nodes[place];
      const at = place * pointCount;
      if (place > 0) {
        const parent = parents[place];
        const outer = outers[place];
        const pass = passes[outer] & Number(taken[parent] === node);
        passes[place] = pass;
        for (let q = 0; q < pointCount; q++) {
          const factor = points[q] * pass + (1 - points[q]) * shares[place];
          inverses[at + q] = 1 / factor;
          // The factor takes the place of the one that the feature had further up.
          products[at + q] = products[parent * pointCount + q] * factor *
            inverses[outer * pointCount + q];
        }
      }
      for (let q = 0; q < pointCount; q++) sums[at + q] = products[at + q] * values[node];
      if (isLeaf(trees, node)) continue;
      const value = row[features[node]];
      if (value < thresholds[node]) taken[place] = below[node];
      else taken[place] = value >= thresholds[node] ? notBelow[node] : missing[node];
    }
    for (let place = nodes.length - 1; place > 0; place--) {
      const at = place * pointCount;
      const parent = parents[place];
      const outer = outers[place];
      const slope = passes[place] - shares[place];
      const outerSlope = passes[outer] - shares[outer];
      let contribution = 0;
      for (let q = 0; q < pointCount; q++) {
        const sum = sums[at + q];
        // What the feature's outer place adds for all beneath it is taken back for these leaves.
        contribution += sum *
          (slope * inverses[at + q] - outerSlope * inverses[outer * pointCount + q]);
        sums[parent * pointCount + q] += sum;
      }
      out[features[nodes[parent]]] += contribution;
    }
  };
}
