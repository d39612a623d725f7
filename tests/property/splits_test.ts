/** Splits partition the rows and keep the classes' shares, whatever the labels. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { siteFolds, type Split, stratifiedFolds, stratifiedHoldOut } from "@/data/splits.ts";

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** Labels with at least `least` rows of each class, in any order. */
const labels = (least: number) =>
  fc.array(fc.constantFrom(0, 1), { maxLength: 80 }).chain((extra) =>
    fc.shuffledSubarray([...new Array(least).fill(0), ...new Array(least).fill(1), ...extra], {
      minLength: 2 * least + extra.length,
    })
  ).map((values) => Uint8Array.from(values));

function assertPartition({ train, test }: Split, rowCount: number) {
  for (const part of [train, test]) assert.deepEqual(part, part.toSorted(), "ascending");
  const rows = [...train, ...test].sort((a, b) => a - b);
  assert.deepEqual(rows, Array.from({ length: rowCount }, (_, row) => row));
}

Deno.test("every row is in exactly one fold's test part and in all other folds' training parts", () => {
  fc.assert(fc.property(labels(6), fc.integer({ min: 2, max: 6 }), seed, (y, foldCount, seed) => {
    const folds = stratifiedFolds(y, { foldCount, seed });
    assert.equal(folds.length, foldCount);
    for (const fold of folds) assertPartition(fold, y.length);
    const tested = folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b);
    assert.deepEqual(tested, [...y.keys()]);
  }));
});

Deno.test("folds differ by at most one row in size and in each class", () => {
  fc.assert(fc.property(labels(6), fc.integer({ min: 2, max: 6 }), seed, (y, foldCount, seed) => {
    const folds = stratifiedFolds(y, { foldCount, seed });
    const sizes = folds.map(({ test }) => test.length);
    const positives = folds.map(({ test }) => test.filter((row) => y[row] === 1).length);
    const negatives = sizes.map((size, fold) => size - positives[fold]);
    for (const counts of [sizes, positives, negatives]) {
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
    }
  }));
});

Deno.test("a hold-out partitions the rows and takes each class's share within half a row", () => {
  const share = fc.double({ min: 0.1, max: 0.9, noNaN: true });
  fc.assert(fc.property(labels(10), share, seed, (y, testShare, seed) => {
    const split = stratifiedHoldOut(y, { testShare, seed });
    assertPartition(split, y.length);
    for (const label of [0, 1]) {
      const rowCount = y.filter((value) => value === label).length;
      const testCount = split.test.filter((row) => y[row] === label).length;
      assert.ok(Math.abs(testCount - rowCount * testShare) <= 0.5 + 1e-9);
    }
  }));
});

Deno.test("site folds test every row once, with no row of its site in training", () => {
  const sites = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 2, maxLength: 40 })
    .filter((names) => new Set(names).size > 1);
  fc.assert(fc.property(sites, (sites) => {
    const folds = siteFolds(sites);
    assert.equal(folds.length, new Set(sites).size);
    for (const fold of folds) {
      assertPartition(fold, sites.length);
      assert.ok(fold.test.every((row) => sites[row] === fold.site));
      assert.ok(fold.train.every((row) => sites[row] !== fold.site));
    }
  }));
});
