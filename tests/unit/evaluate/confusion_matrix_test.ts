/** The confusion matrix and the labels that it counts. */
import assert from "node:assert/strict";
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";

Deno.test("a probability equal to the threshold is positive", () => {
  assert.deepEqual(
    predictLabels(Float64Array.of(0.4, 0.5, 0.6), 0.5),
    Uint8Array.of(0, 1, 1),
  );
});

Deno.test("each of the four outcomes is counted in its place", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  const predictions = Uint8Array.of(0, 1, 1, 1, 0, 0, 1, 1, 1, 1);
  assert.deepEqual(confusionMatrix(labels, predictions), {
    trueNegatives: 1,
    falsePositives: 3,
    falseNegatives: 2,
    truePositives: 4,
  });
  assert.throws(() => confusionMatrix(labels, Uint8Array.of(1)), RangeError);
});
