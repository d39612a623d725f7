/** Scores 32 rows at once: each row is one bit of a word, each split of the forest three operations. */
import type { FittedEstimator } from "@/estimators/contract.ts";
import { type FeatureScorer, refuseBeyond } from "@/estimators/feature_scorer.ts";
import {
  type DecisionDiagram,
  reduceTrees,
  voteCount,
} from "@/estimators/forest/decision_diagram.ts";
import { forestFromJson } from "@/estimators/forest/json.ts";

const wordSize = 32;

/** A scorer of a fitted forest. */
export function forestScorer(fitted: FittedEstimator): FeatureScorer {
  const { featureCount } = fitted;
  const diagram = reduceTrees(forestFromJson(fitted.toJSON()).forest.trees, featureCount);
  const { treeCount, thresholds, splits } = diagram;
  const conditions = new Int32Array(thresholds.length);
  const answers = new Int32Array(voteCount + splits.length / 3);
  answers[1] = -1;
  // A binary number of votes for each row, one word per digit.
  const digits = new Int32Array(wordSize - Math.clz32(treeCount));
  return {
    score(values, rowCount, probabilities, start) {
      refuseBeyond(Number.MAX_VALUE, fitted, values, rowCount);
      for (let first = 0; first < rowCount; first += wordSize) {
        const count = Math.min(wordSize, rowCount - first);
        checkConditions(diagram, values, first * featureCount, count, conditions);
        answerSplits(splits, conditions, answers);
        countVotes(diagram.roots, answers, digits);
        for (let row = 0; row < count; row++) {
          let votes = 0;
          for (let digit = 0; digit < digits.length; digit++) {
            votes |= (digits[digit] >>> row & 1) << digit;
          }
          probabilities[start + first + row] = votes / treeCount;
        }
      }
    },
  };
}

/** Sets bit r of a condition's word where row r fulfils it. */
function checkConditions(
  { starts, thresholds }: DecisionDiagram,
  values: Float64Array,
  offset: number,
  rowCount: number,
  conditions: Int32Array,
): void {
  const featureCount = starts.length - 1;
  conditions.fill(0);
  for (let column = 0; column < featureCount; column++) {
    const from = starts[column];
    const to = starts[column + 1];
    if (from === to) continue;
    for (let row = 0; row < rowCount; row++) {
      const value = values[offset + row * featureCount + column];
      // Halving without branches, whose outcome no processor could foresee.
      let reached = from;
      let rest = to - from;
      while (rest > 0) {
        const half = (rest + 1) >>> 1;
        reached += half * Number(value >= thresholds[reached + half - 1]);
        rest -= half;
      }
      if (reached > from) conditions[reached - 1] |= 1 << row;
    }
    // Who reaches a threshold reaches all lower ones.
    for (let k = to - 2; k >= from; k--) conditions[k] |= conditions[k + 1];
  }
}

/** Answers every vertex for all rows: by its condition, as one of its sides. */
function answerSplits(splits: Int32Array, conditions: Int32Array, answers: Int32Array): void {
  for (let at = 0, vertex = voteCount; at < splits.length; at += 3, vertex++) {
    const whenFalse = answers[splits[at + 1]];
    const whenTrue = answers[splits[at + 2]];
    answers[vertex] = whenFalse ^ (conditions[splits[at]] & (whenFalse ^ whenTrue));
  }
}

/** Adds up the trees' votes, all rows at once, as a chain of half adders does. */
function countVotes(roots: Int32Array, answers: Int32Array, digits: Int32Array): void {
  digits.fill(0);
  for (let tree = 0; tree < roots.length; tree++) {
    let carry = answers[roots[tree]];
    for (let digit = 0; carry !== 0; digit++) {
      const sum = digits[digit];
      digits[digit] = sum ^ carry;
      carry &= sum;
    }
  }
}
