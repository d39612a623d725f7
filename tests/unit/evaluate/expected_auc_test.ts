import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { expectedAuc } from "@/evaluate/expected_auc.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";

const random = createRandom(8);
/** Tenths, so that ties abound. */
const scores = Float64Array.from({ length: 25 }, () => random.integer(11) / 10);
const order = Int32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);

Deno.test("expectedAuc() is the AUC when the labels are certain", () => {
  const labels = Uint8Array.from(scores, () => random.integer(2));
  assert.ok(Math.abs(expectedAuc(order, scores, labels) - rocAuc(labels, scores)) < 1e-12);
});

Deno.test("expectedAuc() is the share of right pairs, each weighted by its chance to be one", () => {
  const chances = Float64Array.from(scores, () => random.next());
  let [right, pairs] = [0, 0];
  for (const i of scores.keys()) {
    for (const j of scores.keys()) {
      if (i === j) continue;
      const weight = chances[i] * (1 - chances[j]);
      pairs += weight;
      right += weight * (scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0);
    }
  }
  assert.ok(Math.abs(expectedAuc(order, scores, chances) - right / pairs) < 1e-12);
});
