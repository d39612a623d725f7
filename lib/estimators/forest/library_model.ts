/** The forest as npm:ml-random-forest's own model object, as its `train` would have made it. */
import type { Json, JsonObject } from "@/json.ts";
import { accumulatedShare } from "@/estimators/forest/accumulated_share.ts";
import type { Forest } from "@/estimators/forest/forest.ts";
import { drawnColumnCount, type ForestParams } from "@/estimators/forest/params.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/** Options with which `new RandomForestClassifier(options)` trains the same forest. */
export function libraryOptions(params: ForestParams, seed: number) {
  const { maxDepth, minNumSamples, gainThreshold, ...forest } = params;
  return {
    ...forest,
    seed,
    treeOptions: { minNumSamples, maxDepth, gainThreshold },
    noOOB: true,
  };
}

/**
 * The model that `RandomForestClassifier.load` reads: equal, byte for byte when written as JSON,
 * to the one the library trains on the same data.
 */
export function toLibraryJson({ params, seed, featureCount, trees }: Forest): JsonObject {
  const { treeOptions } = libraryOptions(params, seed);
  const drawnCount = drawnColumnCount(params, featureCount);
  const options = {
    gainFunction: "gini",
    splitFunction: "mean",
    ...treeOptions,
    kind: "classifier",
  };
  const indexes: number[][] = [];
  const estimators: JsonObject[] = [];
  for (let tree = 0, node = 0; tree < trees.treeCount; tree++) {
    const from = tree * drawnCount;
    indexes.push([...trees.drawnColumns.subarray(from, from + drawnCount)]);
    const { json, next } = libraryTree(trees, node, params);
    estimators.push({ options, root: json, name: "DTClassifier" });
    node = next;
  }
  return {
    baseModel: {
      indexes,
      n: drawnCount,
      replacement: params.replacement,
      maxFeatures: params.maxFeatures,
      nEstimators: params.nEstimators,
      treeOptions,
      isClassifier: true,
      seed,
      estimators,
      useSampleBagging: params.useSampleBagging,
    },
    name: "RFClassifier",
  };
}

type MutableNode = Record<string, Json>;

/** One tree as nested nodes, and the index after its last one; iterative, for trees of any depth. */
function libraryTree(trees: Trees, root: number, params: ForestParams) {
  const holder: MutableNode = {};
  const pending: { node: number; parent: MutableNode; side: "root" | "left" | "right" }[] = [
    { node: root, parent: holder, side: "root" },
  ];
  let next = root;
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { node, parent, side } = item;
    const json = libraryNode(trees, node, params);
    parent[side] = json;
    next = node + 1;
    const offset = trees.rightOffset[node];
    if (offset === 0) continue;
    json.left = null;
    pending.push(
      { node: node + offset, parent: json, side: "right" },
      { node: node + 1, parent: json, side: "left" },
    );
  }
  return { json: holder.root, next };
}

function libraryNode(trees: Trees, node: number, params: ForestParams): MutableNode {
  const [zeros, ones] = [trees.zeros[node], trees.ones[node]];
  const count = zeros + ones;
  const json: MutableNode = {
    kind: "classifier",
    gainFunction: "gini",
    splitFunction: "mean",
    minNumSamples: params.minNumSamples,
    maxDepth: params.maxDepth,
    gainThreshold: params.gainThreshold,
  };
  if (trees.splitColumn[node] >= 0) {
    json.splitValue = trees.threshold[node];
    json.splitColumn = trees.splitColumn[node];
    json.gain = trees.gain[node];
    json.numberSamples = count;
  } else if (count > params.minNumSamples) {
    // The library sought a split, found none, and kept −Infinity, which JSON writes as null.
    json.gain = null;
  }
  if (trees.rightOffset[node] === 0) {
    const zeroShare = accumulatedShare(zeros, count);
    json.distribution = [ones > 0 ? [zeroShare, accumulatedShare(ones, count)] : [zeroShare]];
  }
  return json;
}
