/** Grows trees node by node, by the rules of ml-cart's DecisionTreeClassifier. */
import { BestSplit } from "@/estimators/forest/best_split.ts";
import { drawTree } from "@/estimators/forest/draws.ts";
import { ImpurityTable } from "@/estimators/forest/gini.ts";
import { NodeWriter } from "@/estimators/forest/node_writer.ts";
import type { ForestParams } from "@/estimators/forest/params.ts";
import type { RankedColumns } from "@/estimators/forest/ranked_columns.ts";
import { Sample } from "@/estimators/forest/sample.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/** Nodes up to this size have their impurities looked up, in a table of a quarter megabyte. */
const tabulatedNodeSize = 256;

/** A node still to be grown: a range of the sample's positions. */
interface Pending {
  readonly start: number;
  readonly end: number;
  readonly ones: number;
  readonly depth: number;
  readonly parentGain: number;
  /** Index of the parent whose right child this is; −1 for left children and the root. */
  readonly rightOf: number;
}

/**
 * Grows one tree for each seed; each depends on its seed alone.
 *
 * @param labels n labels, 0 or 1
 * @param seeds some of the forest's {@linkcode treeSeeds}
 */
export function growTrees(
  ranked: RankedColumns,
  labels: Uint8Array,
  params: ForestParams,
  seeds: Int32Array,
): Trees {
  const sample = new Sample(ranked, labels);
  const best = new BestSplit(new ImpurityTable(Math.min(ranked.rowCount, tabulatedNodeSize)));
  const nodes = new NodeWriter();
  const drawn: Int32Array[] = [];
  for (const seed of seeds) {
    const { rows, columns } = drawTree(seed, ranked, params);
    drawn.push(columns);
    // A column drawn again offers the same gains again, and the first among equals wins.
    const distinct = [...new Set(columns)];
    const positions = distinct.map((column) => columns.indexOf(column));
    const ones = sample.draw(rows, distinct);
    growTree(sample, positions, { count: rows.length, ones }, params, best, nodes);
  }
  return nodes.finish(drawn);
}

function growTree(
  sample: Sample,
  positions: readonly number[],
  root: { readonly count: number; readonly ones: number },
  { maxDepth, minNumSamples, gainThreshold }: ForestParams,
  best: BestSplit,
  nodes: NodeWriter,
): void {
  const pending: Pending[] = [
    { start: 0, end: root.count, ones: root.ones, depth: 0, parentGain: NaN, rightOf: -1 },
  ];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const { start, end, ones, depth } = node;
    const count = end - start;
    const index = nodes.add(count - ones, ones);
    if (node.rightOf >= 0) nodes.setRight(node.rightOf, index);
    if (count <= minNumSamples || ones === 0 || ones === count) continue;

    best.start(count, ones);
    sample.offerSplits(best, start, end, ones);
    const { column, leftCount, leftOnes, gain } = best;
    const threshold = sample.threshold(column, best.lowerRank, best.upperRank);
    nodes.setSplit(index, positions[column], threshold, gain);
    // ml-cart takes a gain equal to the parent's for a sign of endless recursion.
    const worthwhile = gain > gainThreshold && gain !== node.parentGain;
    if (depth >= maxDepth || !worthwhile || leftCount === 0) continue;

    sample.split(column, start, end, best.endRank);
    const middle = start + leftCount;
    const child = { depth: depth + 1, parentGain: gain };
    pending.push(
      { ...child, start: middle, end, ones: ones - leftOnes, rightOf: index },
      { ...child, start, end: middle, ones: leftOnes, rightOf: -1 },
    );
  }
}
