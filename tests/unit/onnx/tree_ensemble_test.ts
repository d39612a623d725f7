import assert from "node:assert/strict";
import { evaluateTrees, type TreeNodes } from "@/onnx/tree_ensemble.ts";
import { doubles } from "@/onnx/value.ts";

/** A stump with feature 4 below 1.5, and a tree that is one leaf. */
const trees: TreeNodes = {
  roots: Int32Array.of(0, 3),
  features: Int32Array.of(4, 0, 0, 0),
  thresholds: Float64Array.of(1.5, 0, 0, 0),
  below: Int32Array.of(1, 1, 2, -1),
  notBelow: Int32Array.of(2, 1, 2, -1),
  leafValues: Float64Array.of(0, 10, 20, 30),
};
const features = doubles([]);

Deno.test("evaluateTrees() numbers nodes within their tree and tells leaves from branches", () => {
  const { attributes } = evaluateTrees(features, trees, "sum");
  const ints = (name: string) =>
    "ints" in attributes[name] && [...Array.from(attributes[name].ints)];
  assert.deepEqual(attributes.nodes_modes, { strings: ["BRANCH_LT", "LEAF", "LEAF", "LEAF"] });
  assert.deepEqual(ints("nodes_treeids"), [0, 0, 0, 1]);
  assert.deepEqual(ints("nodes_nodeids"), [0, 1, 2, 0]);
  assert.deepEqual(ints("nodes_truenodeids"), [1, 0, 0, 0]);
  assert.deepEqual(ints("nodes_falsenodeids"), [2, 0, 0, 0]);
  assert.deepEqual(ints("target_treeids"), [0, 0, 1]);
  assert.deepEqual(ints("target_nodeids"), [1, 2, 0]);
  assert.deepEqual(attributes.target_weights_as_tensor, {
    tensor: { dims: [3], values: Float64Array.of(10, 20, 30) },
  });
});

Deno.test("evaluateTrees() sums into one output, or gives each tree its own", () => {
  const targets = (answer: "sum" | "each tree") => {
    const { attributes } = evaluateTrees(features, trees, answer);
    return [attributes.target_ids, attributes.n_targets];
  };
  assert.deepEqual(targets("sum"), [{ ints: [0, 0, 0] }, { int: 1 }]);
  assert.deepEqual(targets("each tree"), [{ ints: [0, 0, 1] }, { int: 2 }]);
});

Deno.test("evaluateTrees() compares in the precision of the thresholds", () => {
  const singles = {
    ...trees,
    thresholds: Float32Array.from(trees.thresholds),
    leafValues: Float32Array.from(trees.leafValues),
    missing: Int32Array.of(2, -1, -1, -1),
  };
  const { attributes } = evaluateTrees(features, singles, "sum");
  assert.deepEqual(attributes.nodes_values, { floats: singles.thresholds });
  assert.deepEqual(attributes.target_weights, { floats: Float32Array.of(10, 20, 30) });
  const { nodes_missing_value_tracks_true: missing } = attributes;
  assert.equal("ints" in missing && missing.ints[0], 0);
});
