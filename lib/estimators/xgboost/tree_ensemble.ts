/** Evaluates XGBoost's trees from flat arrays, bit for bit as libxgboost does. */
import { expf, logf } from "@/estimators/xgboost/libm.ts";
import { noChild, type XgboostModel } from "@/estimators/xgboost/model.ts";

const { fround } = Math;

/** All trees' nodes in one numbering. */
export interface TreeEnsemble {
  /** Log-odds before any tree, a single. */
  readonly baseMargin: number;
  /** A node number a tree. */
  readonly roots: Int32Array;
  /** Where a node sends values below its threshold; {@linkcode noChild} for a leaf. */
  readonly left: Int32Array;
  /** Where it sends the others. */
  readonly right: Int32Array;
  /** Where it sends missing values. */
  readonly missing: Int32Array;
  readonly features: Int32Array;
  /** A leaf's value stands in place of its threshold. */
  readonly thresholds: Float32Array;
}

/** Lays a model's trees out one after another. */
export function flattenTrees({ trees, baseScore }: XgboostModel): TreeEnsemble {
  const nodeCount = trees.reduce((sum, { left_children }) => sum + left_children.length, 0);
  const ensemble: TreeEnsemble = {
    baseMargin: logit(fround(baseScore)),
    roots: new Int32Array(trees.length),
    left: new Int32Array(nodeCount).fill(noChild),
    right: new Int32Array(nodeCount).fill(noChild),
    missing: new Int32Array(nodeCount).fill(noChild),
    features: new Int32Array(nodeCount),
    thresholds: new Float32Array(nodeCount),
  };
  let start = 0;
  trees.forEach((tree, index) => {
    ensemble.roots[index] = start;
    ensemble.thresholds.set(tree.split_conditions, start);
    tree.left_children.forEach((child, node) => {
      if (child === noChild) return;
      const left = start + child;
      const right = start + tree.right_children[node];
      ensemble.left[start + node] = left;
      ensemble.right[start + node] = right;
      ensemble.missing[start + node] = tree.default_left[node] ? left : right;
      ensemble.features[start + node] = tree.split_indices[node];
    });
    start += tree.left_children.length;
  });
  return ensemble;
}

/**
 * Log-odds of one row, a single.
 *
 * @param values singles; the row's d features begin at `start`
 */
export function predictMargin(ensemble: TreeEnsemble, values: Float32Array, start: number): number {
  const { roots, left, right, missing, features, thresholds } = ensemble;
  let sum = ensemble.baseMargin;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree];
    while (left[node] !== noChild) {
      const value = values[start + features[node]];
      const threshold = thresholds[node];
      if (value < threshold) node = left[node];
      else node = value >= threshold ? right[node] : missing[node];
    }
    sum = fround(sum + thresholds[node]);
  }
  return sum;
}

/** XGBoost keeps the base score this far from certainty (`kRtEps`), a single. */
const leastProbability = fround(1e-6);
const greatestProbability = fround(1 - leastProbability);

/** XGBoost's `LogisticRegression::ProbToMargin` (src/objective/regression_loss.h). */
function logit(probability: number): number {
  const p = Math.min(Math.max(probability, leastProbability), greatestProbability);
  return -logf(fround(fround(1 / p) - 1));
}

/** XGBoost keeps e^x from overflowing at this, a single. */
export const greatestExponent = fround(88.7);

/** XGBoost's `common::Sigmoid` (src/common/math.h), rounded to single at every step as there. */
export function sigmoid(margin: number): number {
  return fround(1 / fround(expf(Math.min(-margin, greatestExponent)) + 1));
}
