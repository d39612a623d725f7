/** Contributions to trees' sums are Shapley values of the game they are defined by. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { treeShap } from "@/explain/tree_shap.ts";
import type { ValueTrees } from "@/explain/value_trees.ts";

/** A tree as it is easiest to think about. */
type Tree = Leaf | Split;

interface Leaf {
  readonly cover: number;
  readonly value: number;
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly missingGoesBelow: boolean;
  readonly below: Tree;
  readonly notBelow: Tree;
}

const isSplit = (tree: Tree): tree is Split => "below" in tree;

const coverOf = (tree: Tree): number =>
  isSplit(tree) ? coverOf(tree.below) + coverOf(tree.notBelow) : tree.cover;

const featureCount = 5;

const leaf: fc.Arbitrary<Leaf> = fc.record({
  cover: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.01, max: 9, noNaN: true })),
  // Few values, so that some splits change nothing.
  value: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -3, max: 3, noNaN: true })),
});

const treesOn = (features: readonly number[]): fc.Arbitrary<Tree[]> => {
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium", maxDepth: 7 },
      leaf,
      fc.record({
        feature: fc.constantFrom(...features),
        threshold: fc.constantFrom(1, 2, 3),
        missingGoesBelow: fc.boolean(),
        below: tie("tree"),
        notBelow: tie("tree"),
      }),
    ),
  }));
  return fc.array(tree, { minLength: 1, maxLength: 4 });
};

const anyTrees = treesOn([0, 1, 2, 3, 4]);

const value = fc.constantFrom(0, 1, 1.5, 2, 3, 4, NaN);
const anyRow = fc.array(value, { minLength: featureCount, maxLength: featureCount });

function flatten(trees: readonly Tree[]): ValueTrees {
  const roots: number[] = [];
  const nodes: Record<Exclude<keyof ValueTrees, "roots">, number>[] = [];
  const add = (tree: Tree): number => {
    const at = nodes.length;
    const childless = { features: 0, thresholds: 0, below: at, notBelow: at, missing: at };
    nodes.push({ ...childless, covers: coverOf(tree), values: isSplit(tree) ? 0 : tree.value });
    if (!isSplit(tree)) return at;
    const [below, notBelow] = [add(tree.below), add(tree.notBelow)];
    const missing = tree.missingGoesBelow ? below : notBelow;
    const { feature: features, threshold: thresholds } = tree;
    nodes[at] = { ...nodes[at], features, thresholds, below, notBelow, missing };
    return at;
  };
  for (const tree of trees) roots.push(add(tree));
  const ints = (name: keyof typeof nodes[0]) => Int32Array.from(nodes, (node) => node[name]);
  const doubles = (name: keyof typeof nodes[0]) => Float64Array.from(nodes, (node) => node[name]);
  return {
    roots: Int32Array.from(roots),
    features: ints("features"),
    thresholds: doubles("thresholds"),
    below: ints("below"),
    notBelow: ints("notBelow"),
    missing: ints("missing"),
    covers: doubles("covers"),
    values: doubles("values"),
  };
}

/** The game: a tree's value where only the features whose bit is set in `known` are known. */
function play(tree: Tree, row: readonly number[], known: number): number {
  if (!isSplit(tree)) return tree.value;
  const { feature, threshold, missingGoesBelow, below, notBelow } = tree;
  if (known >> feature & 1) {
    const goesBelow = Number.isNaN(row[feature]) ? missingGoesBelow : row[feature] < threshold;
    return play(goesBelow ? below : notBelow, row, known);
  }
  const total = coverOf(tree);
  return coverOf(below) / total * play(below, row, known) +
    coverOf(notBelow) / total * play(notBelow, row, known);
}

const playAll = (trees: readonly Tree[], row: readonly number[], known: number) =>
  trees.reduce((sum, tree) => sum + play(tree, row, known), 0);

const everything = 2 ** featureCount - 1;

const factorial = (n: number): number => n <= 1 ? 1 : n * factorial(n - 1);

/** Shapley's own formula: the mean, over all orders, of what a feature's becoming known changes. */
function shapleyValue(trees: readonly Tree[], row: readonly number[], feature: number): number {
  let sum = 0;
  for (let known = 0; known <= everything; known++) {
    if (known >> feature & 1) continue;
    const count = known.toString(2).replaceAll("0", "").length;
    const weight = factorial(count) * factorial(featureCount - count - 1) / factorial(featureCount);
    sum += weight * (playAll(trees, row, known | 1 << feature) - playAll(trees, row, known));
  }
  return sum;
}

const contributionsOf = (trees: readonly Tree[], row: readonly number[]) =>
  treeShap(flatten(trees), featureCount).contributions(Float64Array.from(row));

function assertNear(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-11, `${what}: ${actual}, not ${expected}`);
}

Deno.test("contributions equal Shapley's formula over all subsets of features", () => {
  fc.assert(
    fc.property(anyTrees, anyRow, (trees, row) => {
      contributionsOf(trees, row).forEach((contribution, feature) =>
        assertNear(contribution, shapleyValue(trees, row, feature), `feature ${feature}`)
      );
    }),
    { numRuns: 400 },
  );
});

Deno.test("means and contributions sum to the trees' sum", () => {
  fc.assert(fc.property(anyTrees, anyRow, (trees, row) => {
    const { means, contributions } = treeShap(flatten(trees), featureCount);
    const sum = [...means, ...contributions(Float64Array.from(row))].reduce((a, b) => a + b);
    assertNear(sum, playAll(trees, row, everything), "sum");
    means.forEach((mean, tree) => assertNear(mean, play(trees[tree], row, 0), `tree ${tree}`));
  }));
});

Deno.test("a feature that no tree asks for contributes 0", () => {
  fc.assert(fc.property(treesOn([0, 2]), anyRow, (trees, row) => {
    const [, second, , fourth, fifth] = contributionsOf(trees, row);
    assert.deepEqual([second, fourth, fifth], [0, 0, 0]);
  }));
});

const exchanged = (tree: Tree): Tree =>
  isSplit(tree)
    ? {
      ...tree,
      feature: [1, 0][tree.feature] ?? tree.feature,
      below: exchanged(tree.below),
      notBelow: exchanged(tree.notBelow),
    }
    : tree;

Deno.test("features that the trees treat alike contribute alike where their values are equal", () => {
  fc.assert(fc.property(anyTrees, anyRow, value, (trees, [, , ...rest], shared) => {
    const symmetric = [...trees, ...trees.map(exchanged)];
    const [first, second] = contributionsOf(symmetric, [shared, shared, ...rest]);
    assertNear(first, second, "first and second");
  }));
});

Deno.test("a row's contributions do not depend on the rows before it", () => {
  fc.assert(fc.property(anyTrees, anyRow, anyRow, (trees, before, row) => {
    const { contributions } = treeShap(flatten(trees), featureCount);
    contributions(Float64Array.from(before));
    assert.deepEqual(contributions(Float64Array.from(row)), contributionsOf(trees, row));
  }));
});
