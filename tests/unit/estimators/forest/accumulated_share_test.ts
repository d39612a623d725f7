import assert from "node:assert/strict";
import { accumulatedShare } from "@/estimators/forest/accumulated_share.ts";

/** Checks every count up to `total` against the plain loop; the message is built only on failure. */
function assertEqualsLoop(total: number, stride = 1): void {
  let sum = 0;
  for (let count = 1; count <= total; count++) {
    sum += 1 / total;
    if (count % stride !== 0 && count !== total) continue;
    const share = accumulatedShare(count, total);
    if (share !== sum) assert.fail(`${count} of ${total}: ${share}; the loop gives ${sum}`);
  }
}

Deno.test("accumulatedShare() equals the loop for every count of every total up to 1500", () => {
  for (let total = 1; total <= 1500; total++) assertEqualsLoop(total);
});

Deno.test("accumulatedShare() equals the loop for totals up to millions", () => {
  for (const total of [65_535, 65_536, 65_537, 99_991, 100_000]) assertEqualsLoop(total, 7);
  for (const total of [2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3_000_001]) assertEqualsLoop(total, 997);
});

Deno.test("accumulatedShare() of nothing is 0, and is not always count / total", () => {
  assert.equal(accumulatedShare(0, 5), 0);
  assert.notEqual(accumulatedShare(8, 10), 8 / 10);
});
