/** Seeded randomness: reproducible, independent by label, of the right distribution. */
import assert from "node:assert/strict";
import { createRandom, type Random } from "@/data/random.ts";

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

Deno.test("the same seed draws the same numbers, another seed draws others", () => {
  assert.deepEqual(draw(createRandom(7), 20), draw(createRandom(7), 20));
  assert.notDeepEqual(draw(createRandom(7), 20), draw(createRandom(8), 20));
});

Deno.test("a fork depends on its label alone, not on what was drawn before", () => {
  const parent = createRandom(7);
  const early = draw(parent.fork("a"), 5);
  draw(parent, 100);
  assert.deepEqual(draw(parent.fork("a"), 5), early);
  assert.notDeepEqual(draw(parent.fork("b"), 5), early);
  assert.notDeepEqual(draw(createRandom(7), 5), early);
});

Deno.test("labels keep their kind and their place", () => {
  const random = createRandom(7);
  const streams = [random.fork("1"), random.fork(1), random.fork("1").fork("2"), random.fork("12")];
  assert.equal(new Set(streams.map((stream) => stream.next())).size, streams.length);
});

Deno.test("a seed that is not a 32-bit integer is refused", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) assert.throws(() => createRandom(seed), RangeError);
});

Deno.test("integer() hits every value equally often, and refuses impossible bounds", () => {
  const random = createRandom(1);
  const counts = new Float64Array(6);
  for (let i = 0; i < 60_000; i++) counts[random.integer(6)]++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  // The 99.9 % quantile of chi-square with 5 degrees of freedom.
  assert.ok(chiSquare < 20.5, `chi-square ${chiSquare}`);
  assert.equal(random.integer(1), 0);
  assert.ok(random.integer(2 ** 32) < 2 ** 32);
  for (const bound of [0, -1, 1.5, 2 ** 32 + 1]) {
    assert.throws(() => random.integer(bound), RangeError);
  }
});

Deno.test("integer() stays even where the bound does not divide 2³²", () => {
  const random = createRandom(4);
  const third = 2 ** 30;
  const lowest = Array.from({ length: 9000 }, () => random.integer(3 * third))
    .filter((value) => value < third);
  assert.ok(Math.abs(lowest.length / 9000 - 1 / 3) < 0.02);
});

Deno.test("normal() has the standard normal's moments and tails", () => {
  const random = createRandom(2);
  const values = Array.from({ length: 50_000 }, () => random.normal());
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  assert.ok(Math.abs(moment(1)) < 0.02);
  assert.ok(Math.abs(moment(2) - 1) < 0.03);
  assert.ok(Math.abs(moment(3)) < 0.08);
  assert.ok(Math.abs(moment(4) - 3) < 0.2);
  const tail = values.filter((value) => Math.abs(value) > 1.959963984540054).length;
  assert.ok(Math.abs(tail / values.length - 0.05) < 0.004);
});

Deno.test("shuffle() gives every order equally often, in place", () => {
  const random = createRandom(3);
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = random.shuffle([0, 1, 2, 3]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 24);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150);
  const values = Int32Array.of(1, 2, 3);
  assert.equal(random.shuffle(values), values);
});
