/** Trees as ONNX's operator for them, whichever estimator grew them. */
import type { Attributes } from "@/onnx/graph.ts";
import { apply, type Operation, type Value } from "@/onnx/value.ts";

/** The operator set of models that are not networks. */
export const machineLearningDomain = "ai.onnx.ml";

/** All trees' nodes in one numbering, tree after tree, a parent before its children. */
export interface TreeNodes {
  /** First node of each tree, ascending. */
  readonly roots: Int32Array;
  /** The feature that a node looks at. */
  readonly features: Int32Array;
  /** What it compares with, in the precision of the comparison. */
  readonly thresholds: Float32Array | Float64Array;
  /** Child of the rows whose value is below the threshold; in a leaf, no later node. */
  readonly below: Int32Array;
  /** Child of the other rows. */
  readonly notBelow: Int32Array;
  /** Child of the rows whose value is missing, where values may be. */
  readonly missing?: Int32Array;
  /** What a leaf adds, in the same precision. */
  readonly leafValues: Float32Array | Float64Array;
}

/**
 * What the trees' leaves say of N rows, as singles: float[N, 1], the leaves' sum in any order, or
 * float[N, number of trees], the leaf of each tree.
 *
 * @param features [N, d] in the precision of the thresholds
 */
export function evaluateTrees(
  features: Value,
  trees: TreeNodes,
  answer: "sum" | "each tree",
): Operation {
  const isSum = answer === "sum";
  return apply("TreeEnsembleRegressor", [features], {
    ...treeAttributes(trees, isSum ? () => 0 : (tree) => tree),
    n_targets: { int: isSum ? 1 : trees.roots.length },
  }, machineLearningDomain);
}

/** @param target the output that a tree's leaves add to */
function treeAttributes(trees: TreeNodes, target: (tree: number) => number): Attributes {
  const nodeCount = trees.below.length;
  const treeIds = new Int32Array(nodeCount);
  const nodeIds = new Int32Array(nodeCount);
  const belowIds = new Int32Array(nodeCount);
  const notBelowIds = new Int32Array(nodeCount);
  const leaves: number[] = [];
  trees.roots.forEach((root, tree) => {
    const end = trees.roots[tree + 1] ?? nodeCount;
    for (let node = root; node < end; node++) {
      treeIds[node] = tree;
      nodeIds[node] = node - root;
      if (trees.below[node] > node) {
        belowIds[node] = trees.below[node] - root;
        notBelowIds[node] = trees.notBelow[node] - root;
      } else leaves.push(node);
    }
  });
  const { missing } = trees;
  return {
    nodes_treeids: { ints: treeIds },
    nodes_nodeids: { ints: nodeIds },
    nodes_featureids: { ints: trees.features },
    nodes_modes: {
      strings: Array.from(trees.below, (child, node) => child > node ? "BRANCH_LT" : "LEAF"),
    },
    nodes_truenodeids: { ints: belowIds },
    nodes_falsenodeids: { ints: notBelowIds },
    ...(missing && {
      nodes_missing_value_tracks_true: {
        ints: missing.map((child, node) => Number(child === trees.below[node])),
      },
    }),
    target_treeids: { ints: leaves.map((node) => treeIds[node]) },
    target_nodeids: { ints: leaves.map((node) => nodeIds[node]) },
    target_ids: { ints: leaves.map((node) => target(treeIds[node])) },
    ...numbers("nodes_values", trees.thresholds),
    ...numbers("target_weights", trees.leafValues.filter((_, node) => trees.below[node] <= node)),
  };
}

/** Singles are a list of their own, doubles a tensor: the operator takes all of one kind. */
function numbers(name: string, values: Float32Array | Float64Array): Attributes {
  return values instanceof Float32Array
    ? { [name]: { floats: values } }
    : { [`${name}_as_tensor`]: { tensor: { dims: [values.length], values } } };
}
