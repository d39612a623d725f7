/** The classification report as data; its text is compared with scikit-learn's in tests/golden. */
import assert from "node:assert/strict";
import {
  classificationReport,
  formatClassificationReport,
} from "@/evaluate/classification_report.ts";

const matrix = { trueNegatives: 1, falsePositives: 3, falseNegatives: 2, truePositives: 6 };

Deno.test("averages weigh the classes equally or by support", () => {
  const report = classificationReport(matrix, ["healthy", "ill"]);
  const [healthy, ill] = report.classes;
  assert.deepEqual(ill, { name: "ill", precision: 6 / 9, recall: 6 / 8, f1: 12 / 17, support: 8 });
  assert.equal(healthy.precision, 1 / 3);
  assert.equal(healthy.recall, 1 / 4);
  assert.equal(report.accuracy, 7 / 12);
  assert.equal(report.macroAverage.recall, 0.5);
  assert.equal(report.weightedAverage.recall, (4 * 0.25 + 8 * 0.75) / 12);
  assert.equal(report.weightedAverage.support, 12);
});

Deno.test("exact ties round to the even digit, as Python's do", () => {
  const share = (truePositives: number) => {
    const falseNegatives = 8 - truePositives;
    const tied = { trueNegatives: 0, falsePositives: 0, falseNegatives, truePositives };
    return formatClassificationReport(classificationReport(tied, ["no", "yes"]))
      .split("\n")[3].split(/ +/)[3];
  };
  assert.deepEqual([1, 3, 5, 7].map(share), ["0.12", "0.38", "0.62", "0.88"]);
});
