/** Draws with unequal chances. */
import assert from "node:assert/strict";
import { createRandom, type Random } from "@/data/random.ts";
import { createWeightedDraw } from "@/tune/weighted_draw.ts";

Deno.test("an index without weight is never drawn, wherever it stands", () => {
  const random = createRandom(1);
  const draw = createWeightedDraw([0, 3, 0, 1, 0]);
  const counts = new Float64Array(5);
  for (let i = 0; i < 4000; i++) counts[draw(random)]++;
  assert.deepEqual([counts[0], counts[2], counts[4]], [0, 0, 0]);
  assert.ok(Math.abs(counts[1] - 3000) < 120, `${counts[1]} of 4000`);
});

Deno.test("the greatest random number draws an index with weight, whatever the total", () => {
  const random = { next: () => 1 - 2 ** -53 } as Random;
  for (const total of [0.3, 1, 1 + Number.EPSILON, 1.1, 2 - Number.EPSILON, 3, 1e9 / 7]) {
    assert.equal(createWeightedDraw([total, 0])(random), 0, `${total}`);
  }
});
