/** How many trials count as good, and which of equals. */
import assert from "node:assert/strict";
import { splitTrials } from "@/tune/split_trials.ts";

const historyOf = (losses: readonly number[]) =>
  losses.map((loss, number) => ({ number, point: {}, loss }));

const belowOf = (losses: readonly number[]) =>
  splitTrials(historyOf(losses)).below.map(({ number }) => number);

Deno.test("a quarter of the root of the count is good, rounded up, and never more than 25", () => {
  for (const [count, below] of [[0, 0], [1, 1], [16, 1], [17, 2], [64, 2], [65, 3], [40_000, 25]]) {
    const { below: good, above } = splitTrials(historyOf(new Array(count).fill(1)));
    assert.equal(good.length, below, `of ${count}`);
    assert.equal(good.length + above.length, count);
  }
});

Deno.test("of equal losses the earliest are the good ones, in the order of their numbers", () => {
  const losses = new Array(20).fill(1);
  assert.deepEqual(belowOf(losses), [0, 1]);
  assert.deepEqual(belowOf(losses.with(7, 0)), [0, 7]);
});
