import assert from "node:assert/strict";
import { gather } from "@/workflows/serve/gather.ts";

/** Work that a test lets go on, one group after the other. */
function steppedWork() {
  const groups: { items: readonly number[]; done: PromiseWithResolvers<readonly string[]> }[] = [];
  const ask = gather<number, string>((items) => {
    const done = Promise.withResolvers<readonly string[]>();
    groups.push({ items, done });
    return done.promise;
  });
  const finish = async (at: number) => {
    groups[at].done.resolve(groups[at].items.map((item) => `${item}!`));
    await settle();
  };
  return { ask, groups, finish };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("those of one moment go together, those who come meanwhile form the next group", async () => {
  const { ask, groups, finish } = steppedWork();
  const first = [ask(1), ask(2)];
  await settle();
  const later = [ask(3), ask(4), ask(5)];
  await settle();
  assert.deepEqual(groups.map(({ items }) => items), [[1, 2]]);
  await finish(0);
  assert.deepEqual(await Promise.all(first), ["1!", "2!"]);
  assert.deepEqual(groups.map(({ items }) => items), [[1, 2], [3, 4, 5]]);
  await finish(1);
  assert.deepEqual(await Promise.all(later), ["3!", "4!", "5!"]);
});

Deno.test("an idle service works at once when the next one comes", async () => {
  const { ask, groups, finish } = steppedWork();
  for (let at = 0; at < 3; at++) {
    const answer = ask(at);
    await settle();
    await finish(at);
    assert.equal(await answer, `${at}!`);
  }
  assert.equal(groups.length, 3);
});

Deno.test("an error is everybody's in the group and nobody else's", async () => {
  const { ask, groups, finish } = steppedWork();
  const first = Promise.allSettled([ask(1), ask(2)]);
  await settle();
  const second = ask(3);
  groups[0].done.reject(new Error("the disk is full"));
  await settle();
  assert.deepEqual((await first).map(({ status }) => status), ["rejected", "rejected"]);
  await finish(1);
  assert.equal(await second, "3!");
});
