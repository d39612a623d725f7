/** How much each feature contributes to what decision trees say of a row: Shapley values, exactly. */
import { gaussLegendre, type Quadrature } from "@/explain/gauss_legendre.ts";
import { isLeaf, type ValueTrees, withoutIdleSplits } from "@/explain/value_trees.ts";

/** Contributions to the sum of all trees. */
export interface TreeShap {
  /** Each tree's mean over the training rows, as the covers have it. */
  readonly means: Float64Array;
  /**
   * Contributions of one row's d features; with the means they sum to the trees' sum.
   *
   * @param features d values; NaN is missing
   */
  contributions(features: Float64Array): Float64Array;
}

/** The least weight of a node: rounding can leave one of XGBoost's without any. */
const leastCover = 1e-100;

/** One tree laid out: arrays with one element per node that the root leads to, in preorder. */
interface Layout {
  /** The node's number among all trees'. */
  readonly nodes: Int32Array;
  /** Place of the node above; the root's is its own. */
  readonly parents: Int32Array;
  /** Place of the nearest node above that the same feature led to, else of the root. */
  readonly outers: Int32Array;
  /** Share of the training rows that the feature lets through, where it is asked on the path. */
  readonly shares: Float64Array;
  readonly quadrature: Quadrature;
}

/**
 * Prepares the path-dependent Shapley values of trees on d features: where a feature is unknown,
 * both sides of a split count by their cover.
 *
 * Along the path to a leaf, let feature i be known with chance t. It then lets the row through with
 * F(t) = t · o + (1 − t) · z, o being whether the row passes (0 or 1), z the share of the training
 * rows that do. The leaf's contribution to feature i is the integral over t of its value times
 * (oᵢ − zᵢ) times all other features' F: the derivative of Owen's multilinear extension. That is a
 * polynomial, so a quadrature of few points is exact, and all leaves beneath a node share its path.
 *
 * Sources: Lundberg, Erion, Lee, "Consistent Individualized Feature Attribution for Tree
 * Ensembles", 2018 (the game); Owen, "Multilinear Extensions of Games", 1972 (the integral);
 * Yu et al., "Linear TreeSHAP", 2022 (sharing paths).
 */
export function treeShap(given: ValueTrees, featureCount: number): TreeShap {
  const trees = withoutIdleSplits(given);
  const layouts = Array.from(trees.roots, (root) => layOut(trees, root));
  const walk = walker(trees, layouts);
  return {
    means: treeMeans(trees),
    contributions(features) {
      const contributions = new Float64Array(featureCount);
      for (const layout of layouts) walk(layout, features, contributions);
      return contributions;
    },
  };
}

function layOut(trees: ValueTrees, root: number): Layout {
  const nodes: number[] = [];
  const parents: number[] = [];
  const outers: number[] = [];
  const shares: number[] = [];
  const depths: number[] = [];
  const pending = [{ node: root, parent: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent } = next;
    const place = nodes.length;
    const feature = trees.features[nodes[parent]];
    let outer = parent;
    while (outer > 0 && trees.features[nodes[parents[outer]]] !== feature) outer = parents[outer];
    nodes.push(node);
    parents.push(parent);
    outers.push(outer);
    if (place === 0) shares.push(1);
    else shares.push(shares[outer] * cover(trees, node) / cover(trees, nodes[parent]));
    depths.push(place === 0 ? 0 : depths[parent] + Number(outer === 0));
    if (isLeaf(trees, node)) continue;
    pending.push({ node: trees.notBelow[node], parent: place });
    pending.push({ node: trees.below[node], parent: place });
  }
  const featuresOnPath = depths.reduce((most, depth) => Math.max(most, depth), 1);
  return {
    nodes: Int32Array.from(nodes),
    parents: Int32Array.from(parents),
    outers: Int32Array.from(outers),
    shares: Float64Array.from(shares),
    quadrature: gaussLegendre(Math.ceil(featuresOnPath / 2)),
  };
}

function cover({ covers }: ValueTrees, node: number): number {
  return Math.max(covers[node], leastCover);
}

/** Each tree's value where nothing is known of the row. */
function treeMeans(trees: ValueTrees): Float64Array {
  const means = trees.values.slice();
  // Backwards, because children come after their parent.
  for (let node = means.length - 1; node >= 0; node--) {
    if (isLeaf(trees, node)) continue;
    const children = [trees.below[node], trees.notBelow[node]];
    for (const child of children) {
      means[node] += means[child] * cover(trees, child) / cover(trees, node);
    }
  }
  return Float64Array.from(trees.roots, (root) => means[root]);
}

/** A function that adds one tree's contributions; it keeps its working memory. */
function walker(trees: ValueTrees, layouts: readonly Layout[]) {
  const { features: asked, thresholds, below, notBelow, missing, values } = trees;
  const nodeCount = Math.max(...layouts.map(({ nodes }) => nodes.length));
  const size = Math.max(
    ...layouts.map(({ nodes, quadrature }) => nodes.length * quadrature.points.length),
  );
  /** Child that the row goes on to, of each place. */
  const taken = new Int32Array(nodeCount);
  /** Whether the row passes all that the feature is asked on the path down to a place. */
  const passes = new Uint8Array(nodeCount);
  /** By place and point: 1 / F of the feature that led there; product of all features' F. */
  const inverses = new Float64Array(size);
  const products = new Float64Array(size);
  /** By place and point: the products of all leaves beneath, times their values, summed. */
  const sums = new Float64Array(size);

  return (layout: Layout, row: Float64Array, contributions: Float64Array): void => {
    const { nodes, parents, outers, shares, quadrature: { points, weights } } = layout;
    const count = points.length;
    inverses.fill(1, 0, count);
    products.set(weights);
    passes[0] = 1;
    for (let place = 0; place < nodes.length; place++) {
      const node = nodes[place];
      const at = place * count;
      if (place > 0) {
        const outer = outers[place];
        const share = shares[place];
        const above = parents[place] * count;
        const pass = passes[outer] & Number(taken[parents[place]] === node);
        passes[place] = pass;
        for (let q = 0; q < count; q++) {
          const factor = pass * points[q] + (1 - points[q]) * share;
          inverses[at + q] = 1 / factor;
          products[at + q] = products[above + q] * factor * inverses[outer * count + q];
        }
      }
      for (let q = 0; q < count; q++) sums[at + q] = products[at + q] * values[node];
      if (below[node] <= node) continue;
      const value = row[asked[node]];
      if (value < thresholds[node]) taken[place] = below[node];
      else taken[place] = value >= thresholds[node] ? notBelow[node] : missing[node];
    }
    for (let place = nodes.length - 1; place > 0; place--) {
      const at = place * count;
      const parent = parents[place];
      const outer = outers[place];
      const slope = passes[place] - shares[place];
      const outerSlope = passes[outer] - shares[outer];
      let contribution = 0;
      for (let q = 0; q < count; q++) {
        const sum = sums[at + q];
        const outerTerm = outerSlope * inverses[outer * count + q];
        contribution += sum * (slope * inverses[at + q] - outerTerm);
        sums[parent * count + q] += sum;
      }
      contributions[asked[nodes[parent]]] += contribution;
    }
  };
}
