/** The intervals for AUC: which one may be trusted with few rows, by simulation. */
import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import type { Interval } from "@/evaluate/intervals/interval.ts";
import { newcombeInterval } from "@/evaluate/intervals/newcombe_interval.ts";

/** Shares of simulated samples whose interval holds the true AUC of 0.9 (two normals apart). */
function coverage(positiveCount: number, negativeCount: number, sampleCount: number) {
  const trueAuc = 0.9;
  const gap = Math.SQRT2 * 1.2815515655446004;
  const random = createRandom(11);
  const labels = Uint8Array.from(
    { length: positiveCount + negativeCount },
    (_, row) => row < positiveCount ? 1 : 0,
  );
  const holds = ({ lower, upper }: Interval) => lower <= trueAuc && trueAuc <= upper ? 1 : 0;
  let delongCount = 0;
  let newcombeCount = 0;
  for (let sample = 0; sample < sampleCount; sample++) {
    const scores = Float64Array.from(labels, (label) => gap * label + random.normal());
    const delong = delongInterval(labels, scores);
    delongCount += holds(delong);
    newcombeCount += holds(newcombeInterval(delong.auc, positiveCount, negativeCount));
  }
  return { delong: delongCount / sampleCount, newcombe: newcombeCount / sampleCount };
}

Deno.test("with eight rows of a class Newcombe's interval covers 95 %, DeLong's far less", () => {
  const { delong, newcombe } = coverage(115, 8, 1000);
  assert.ok(newcombe > 0.93 && newcombe < 0.98, `Newcombe ${newcombe}`);
  assert.ok(delong < 0.87, `DeLong ${delong}`);
});

Deno.test("with a hundred rows of each class both cover 95 %", () => {
  const { delong, newcombe } = coverage(100, 100, 1000);
  assert.ok(delong > 0.925 && delong < 0.975, `DeLong ${delong}`);
  assert.ok(newcombe > 0.925 && newcombe < 0.985, `Newcombe ${newcombe}`);
});

Deno.test("a perfect ranking of few rows is not certain", () => {
  const { lower, upper } = newcombeInterval(1, 3, 3);
  assert.equal(upper, 1);
  assert.ok(lower < 0.6);
});

Deno.test("an AUC that is undefined has no interval, nor has DeLong's one row of a class", () => {
  assert.deepEqual(newcombeInterval(NaN, 5, 0), { lower: NaN, upper: NaN });
  const { auc, lower, upper } = delongInterval(Uint8Array.of(0, 1, 1), Float64Array.of(1, 2, 3));
  assert.deepEqual([auc, lower, upper], [1, NaN, NaN]);
});
