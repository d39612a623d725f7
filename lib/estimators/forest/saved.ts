/** A forest as compact JSON: a few long arrays, none per node. */
import { z } from "zod";
import type { JsonObject } from "@/json.ts";
import type { Forest } from "@/estimators/forest/forest.ts";
import { drawnColumnCount, forestParamsSchema } from "@/estimators/forest/params.ts";
import { refusal, savedEstimator, validated } from "@/estimators/validated.ts";

const count = z.int().min(0).max(2 ** 31 - 1);

const saved = z.strictObject({
  kind: z.literal("forest"),
  params: forestParamsSchema.required(),
  seed: z.int().min(0).max(2 ** 32 - 1),
  featureCount: z.int().min(1),
  drawnColumns: z.array(count),
  /** One character per node in preorder: `+` has two children, `.` is a leaf. */
  shape: z.string().regex(/^[+.]+$/, "expected only + and ."),
  splitColumn: z.array(z.int().min(-1)),
  threshold: z.array(z.number()),
  gain: z.array(z.number()),
  zeros: z.array(count),
  ones: z.array(count),
});

type Saved = z.output<typeof saved>;

/** Everything about a forest; numbers read back as the same doubles. */
export function saveForest({ params, seed, featureCount, trees }: Forest): JsonObject {
  return {
    kind: "forest",
    params,
    seed,
    featureCount,
    drawnColumns: [...trees.drawnColumns],
    shape: Array.from(trees.rightOffset, (offset) => offset > 0 ? "+" : ".").join(""),
    splitColumn: [...trees.splitColumn],
    threshold: [...trees.threshold],
    gain: [...trees.gain],
    zeros: [...trees.zeros],
    ones: [...trees.ones],
  };
}

/**
 * Reads what {@linkcode saveForest} wrote.
 *
 * @throws {UserError} naming what is missing, out of range or does not fit together
 */
export function readForest(json: JsonObject): Forest {
  const parsed = validated(saved, json, savedEstimator("forest"));
  const { params, seed, featureCount } = parsed;
  const rightOffset = readShape(parsed.shape, params.nEstimators);
  checkNodes(parsed, rightOffset);
  return {
    params,
    seed,
    featureCount,
    trees: {
      treeCount: params.nEstimators,
      drawnColumns: Int32Array.from(parsed.drawnColumns),
      rightOffset,
      splitColumn: Int32Array.from(parsed.splitColumn),
      threshold: Float64Array.from(parsed.threshold),
      gain: Float64Array.from(parsed.gain),
      zeros: Int32Array.from(parsed.zeros),
      ones: Int32Array.from(parsed.ones),
    },
  };
}

const refuse = (reason: string) => refusal(savedEstimator("forest"), reason);

/** Distances to the right children, from the shape of all trees. */
function readShape(shape: string, treeCount: number): Int32Array {
  const rightOffset = new Int32Array(shape.length);
  const openParents: number[] = [];
  let trees = 0;
  for (let node = 0; node < shape.length; node++) {
    if (shape[node] === "+") {
      openParents.push(node);
      continue;
    }
    // A leaf ends its parent's left side, or the tree when every parent has both sides.
    const parent = openParents.pop();
    if (parent === undefined) trees++;
    else rightOffset[parent] = node + 1 - parent;
  }
  if (openParents.length > 0) throw refuse("shape: the last tree is incomplete");
  if (trees !== treeCount) throw refuse(`shape: found ${trees} trees; expected ${treeCount}`);
  return rightOffset;
}

function checkNodes(parsed: Saved, rightOffset: Int32Array): void {
  const { params, featureCount, drawnColumns, splitColumn, zeros, ones } = parsed;
  for (const name of ["splitColumn", "threshold", "gain", "zeros", "ones"] as const) {
    if (parsed[name].length !== rightOffset.length) {
      throw refuse(`${name}: found ${parsed[name].length} values for ${rightOffset.length} nodes`);
    }
  }
  const drawnCount = drawnColumnCount(params, featureCount);
  if (drawnCount < 1 || drawnColumns.length !== params.nEstimators * drawnCount) {
    throw refuse(`drawnColumns: found ${drawnColumns.length} for ${params.nEstimators} trees`);
  }
  if (drawnColumns.some((column) => column >= featureCount)) {
    throw refuse(`drawnColumns: a column is beyond the ${featureCount} features`);
  }
  for (let node = 0; node < rightOffset.length; node++) {
    const right = node + rightOffset[node];
    const isLeaf = right === node;
    const hasColumn = splitColumn[node] >= (isLeaf ? -1 : 0) && splitColumn[node] < drawnCount;
    if (!hasColumn) throw refuse(`splitColumn: node ${node} has column ${splitColumn[node]}`);
    const addsUp = isLeaf
      ? zeros[node] + ones[node] > 0
      : zeros[node] === zeros[node + 1] + zeros[right] &&
        ones[node] === ones[node + 1] + ones[right];
    if (!addsUp) throw refuse(`zeros and ones: the samples of node ${node} do not add up`);
  }
}
