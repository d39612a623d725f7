import assert from "node:assert/strict";
import { confusionMatrixFigure } from "@/plots/confusion_matrix.ts";

function figureOf(
  [trueNegatives, falsePositives, falseNegatives, truePositives]: [number, number, number, number],
) {
  return confusionMatrixFigure({
    model: "Random forest",
    counts: { trueNegatives, falsePositives, falseNegatives, truePositives },
    threshold: 0.5,
    measuredOn: "some patients",
  });
}

Deno.test("the confusion matrix shows counts with their share of the row", () => {
  const { data, table } = figureOf([60, 20, 5, 1995]);
  assert.deepEqual(data[0].text, [
    ["<b>60</b><br>75% rightly cleared", "<b>20</b><br>25% false alarms"],
    ["<b>5</b><br><1% missed", "<b>1,995</b><br>>99% found"],
  ]);
  assert.deepEqual(table?.rows.map(([name]) => name), ["No disease", "Disease"]);
});

Deno.test("the confusion matrix colours right and wrong cells by opposite signs", () => {
  const [{ z }] = figureOf([60, 20, 0, 100]).data as { z?: number[][] }[];
  assert.deepEqual(z!.map((row) => row.map(Math.sign)), [[1, -1], [-1, 1]]);
  assert.ok(z![1][1] > z![0][0], "the greater share has the stronger colour");
});

Deno.test("the confusion matrix's title counts both kinds of error", () => {
  assert.equal(
    figureOf([68, 14, 12, 90]).title,
    "Random forest misses 12 of 102 patients with disease and raises 14 false alarms among 82 without",
  );
});

Deno.test("the confusion matrix of one class speaks of that class alone", () => {
  assert.equal(
    figureOf([2, 1, 0, 0]).title,
    "Random forest raises 1 false alarm among 3 patients, none with disease",
  );
  assert.equal(
    figureOf([0, 0, 1, 2]).title,
    "Random forest misses 1 of 3 patients with disease; there are no others",
  );
  assert.match(String((figureOf([2, 1, 0, 0]).data[0].text as string[][])[1][0]), /no patients/);
});
