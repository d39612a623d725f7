/** Whatever cannot be evaluated is refused, by row. */
import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { checkProbabilities, checkScores } from "@/evaluate/scored_rows.ts";

const check = (labels: number[], scores: number[], checker = checkProbabilities) => () =>
  checker(Uint8Array.from(labels), Float64Array.from(scores));

Deno.test("sound labels and probabilities pass", () => {
  check([0, 1, 1], [0, 1, 0.5])();
});

Deno.test("no rows, unequal counts, wrong labels and wrong probabilities are refused", () => {
  assert.throws(check([], []), UserError);
  assert.throws(check([], []), /no rows/);
  assert.throws(check([1], [0.5, 0.5]), /1 labels and 2 scores/);
  assert.throws(check([0, 2], [0.5, 0.5]), /row 1 has the label 2/);
  assert.throws(check([0, 1], [0.5, NaN]), /row 1 has the score NaN/);
  assert.throws(check([0, 1], [-Infinity, 0.5]), /row 0 has the score -Infinity/);
  assert.throws(check([0, 1], [0.5, 1.01]), /row 1 has the probability 1\.01/);
  assert.throws(check([0, 1], [-0.01, 1]), /row 0 has the probability -0\.01/);
});

Deno.test("scores may lie on any scale", () => {
  check([0, 1], [-3, 1e300], checkScores)();
});
