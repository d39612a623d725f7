/** Splits: reproducible, sorted, and clear about what they cannot do. */
import assert from "node:assert/strict";
import { siteFolds, stratifiedFolds, stratifiedHoldOut } from "@/data/splits.ts";
import { UserError } from "@/errors.ts";

const labels = Uint8Array.from({ length: 100 }, (_, row) => row % 5 < 3 ? 1 : 0);

Deno.test("a hold-out of a fifth takes a fifth of each class", () => {
  const { train, test } = stratifiedHoldOut(labels, { testShare: 0.2, seed: 1 });
  assert.equal(test.length, 20);
  assert.equal(train.length, 80);
  assert.equal(test.filter((row) => labels[row] === 1).length, 12);
});

Deno.test("the seed decides which rows of each class are tested", () => {
  const assertSeeded = (split: (seed: number) => Int32Array) => {
    assert.deepEqual(split(1), split(1));
    for (const label of [0, 1]) {
      const [first, second] = [1, 2].map((seed) =>
        split(seed).filter((row) => labels[row] === label)
      );
      assert.notDeepEqual(first, second, `class ${label}`);
    }
  };
  assertSeeded((seed) => stratifiedHoldOut(labels, { testShare: 0.2, seed }).test);
  assertSeeded((seed) => stratifiedFolds(labels, { foldCount: 5, seed })[0].test);
});

Deno.test("a hold-out refuses a share that leaves a part without one of the classes", () => {
  for (const testShare of [0, 1, -0.5, 1.5, NaN, 0.001, 0.999]) {
    assert.throws(() => stratifiedHoldOut(labels, { testShare, seed: 1 }), UserError);
  }
  assert.throws(
    () => stratifiedHoldOut(Uint8Array.of(1, 1, 1, 0), { testShare: 0.25, seed: 1 }),
    /share of 0\.25 .*class 0 has 1 rows/,
  );
});

Deno.test("folds refuse a class with fewer rows than folds", () => {
  assert.throws(
    () => stratifiedFolds(Uint8Array.of(0, 0, 0, 1, 1), { foldCount: 3, seed: 1 }),
    (error) => error instanceof UserError && /3 folds: class 1 has 2 rows/.test(error.message),
  );
  for (const foldCount of [0, 1, 2.5, NaN]) {
    assert.throws(() => stratifiedFolds(labels, { foldCount, seed: 1 }), UserError);
  }
});

Deno.test("site folds hold out each site once, in alphabetical order", () => {
  assert.deepEqual(siteFolds(["b", "a", "b", "c"]), [
    { site: "a", train: Int32Array.of(0, 2, 3), test: Int32Array.of(1) },
    { site: "b", train: Int32Array.of(1, 3), test: Int32Array.of(0, 2) },
    { site: "c", train: Int32Array.of(0, 1, 2), test: Int32Array.of(3) },
  ]);
  assert.throws(() => siteFolds(["a", "a"]), /found 1 \(a\); expected at least 2/);
});
