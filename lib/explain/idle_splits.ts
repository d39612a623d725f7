/** Leaves out what trees ask in vain; where leaves vote, that is every fifth or tenth split. */
import { isLeaf, type ValueTrees } from "@/explain/value_trees.ts";

/** The same trees, a leaf in place of each split whose sides all come to the same value. */
export function withoutIdleSplits(trees: ValueTrees): ValueTrees {
  const below = trees.below.slice();
  const values = trees.values.slice();
  const lean: ValueTrees = { ...trees, below, values };
  // Backwards, because children come after their parent.
  for (let node = below.length - 1; node >= 0; node--) {
    const [left, right] = [below[node], trees.notBelow[node]];
    if (isLeaf(lean, node) || !isLeaf(lean, left) || !isLeaf(lean, right)) continue;
    if (values[left] !== values[right]) continue;
    below[node] = node;
    values[node] = values[left];
  }
  return lean;
}
