import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { accumulatedShare } from "@/estimators/forest/accumulated_share.ts";
import { BestSplit } from "@/estimators/forest/best_split.ts";
import { ImpurityTable } from "@/estimators/forest/gini.ts";

const table = new ImpurityTable(64);

/** ml-cart's giniImpurity and giniGain for two classes. */
function impurity(count: number, ones: number): number {
  if (count === 0) return 0;
  const [p, q] = [accumulatedShare(count - ones, count), accumulatedShare(ones, count)];
  return 1 - (p * p + q * q);
}

function gainOf(count: number, ones: number, leftCount: number, leftOnes: number): number {
  const rightCount = count - leftCount;
  let splits = impurity(rightCount, ones - leftOnes) * rightCount / count;
  splits += impurity(leftCount, leftOnes) * leftCount / count;
  return impurity(count, ones) - splits;
}

/** Candidates that part a node in its own proportions: no gain at all, but for rounding. */
function gainless(ones: number, timesOnes: number): [number, number][] {
  return Array.from({ length: ones }, (_, leftOnes) => [leftOnes * timesOnes, leftOnes]);
}

function anyCandidates(count: number, ones: number, seed: number): [number, number][] {
  const random = createRandom(seed);
  return Array.from({ length: 40 }, () => {
    const leftOnes = random.integer(ones);
    return [leftOnes + random.integer(count - ones), leftOnes];
  });
}

function assertBest(count: number, ones: number, offered: [number, number][]): void {
  const gains = offered.map(([left, leftOnes]) => gainOf(count, ones, left, leftOnes));
  const expected = gains.indexOf(Math.max(...gains));
  const best = new BestSplit(table);
  best.start(count, ones);
  offered.forEach(([left, leftOnes], column) => best.offer(column, left, leftOnes, 0, 1, 1));
  assert.equal(best.column, expected);
  assert.equal(best.gain, gains[expected]);
}

for (const count of [10, 64, 65, 300, 1001, 100_000, 1_000_000]) {
  Deno.test(`the first split of exactly the highest gain wins among ${count} samples`, () => {
    for (let seed = 0; seed < 100; seed++) {
      const ones = 1 + createRandom(seed).integer(count - 1);
      assertBest(count, ones, anyCandidates(count, ones, seed));
    }
  });
}

Deno.test("rounding decides between splits without gain, as it does in ml-cart", () => {
  for (const [ones, timesOnes] of [[20, 3], [40, 2], [100, 3], [333, 3], [1000, 7]]) {
    const offered = gainless(ones, timesOnes);
    assertBest(ones * timesOnes, ones, offered);
    assertBest(ones * timesOnes, ones, offered.toReversed());
  }
});

Deno.test("a split that sends nothing to the left is a candidate like any other", () => {
  for (const count of [5, 500]) {
    const best = new BestSplit(table);
    best.start(count, 2);
    assert.equal(best.gain, -Infinity);
    best.offer(3, 0, 0, 1, 1, 1);
    assert.equal(best.column, 3);
    assert.equal(best.gain, gainOf(count, 2, 0, 0));
  }
});
