/** Metrics, curves, intervals and reports equal scikit-learn's and SciPy's to 1e-12. */
import assert from "node:assert/strict";
import {
  classificationReport,
  formatClassificationReport,
} from "@/evaluate/classification_report.ts";
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import { type BinStrategy, calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";
import { prCurve } from "@/evaluate/curves/pr_curve.ts";
import { rocCurve } from "@/evaluate/curves/roc_curve.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import { newcombeInterval } from "@/evaluate/intervals/newcombe_interval.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import golden from "./metrics.json" with { type: "json" };

const tolerance = 1e-12;

/** A number as JSON holds it: `"NaN"` and `"Infinity"` are text. */
type Written = number | string;

function assertClose(actual: number, expected: Written, what: string) {
  const difference = Math.abs(actual - Number(expected));
  const isClose = Object.is(actual, Number(expected)) || difference <= tolerance;
  assert.ok(isClose, `${what}: ${actual}, expected ${expected}`);
}

function assertAllClose(actual: Iterable<number>, expected: readonly Written[], what: string) {
  const values = [...actual];
  assert.equal(values.length, expected.length, `number of ${what}`);
  values.forEach((value, i) => assertClose(value, expected[i], `${what} ${i}`));
}

for (const { name, threshold, expected, ...data } of golden) {
  const labels = Uint8Array.from(data.labels);
  const probabilities = Float64Array.from(data.probabilities);
  const matrix = confusionMatrix(labels, predictLabels(probabilities, threshold));

  Deno.test(`metrics equal scikit-learn's: ${name}`, () => {
    const actual = evaluate(labels, probabilities, threshold);
    for (const { name } of metricCatalog) assertClose(actual[name], expected.metrics[name], name);
    assert.deepEqual(Object.values(matrix), expected.confusion);
  });

  Deno.test(`the classification report equals scikit-learn's: ${name}`, () => {
    const report = classificationReport(matrix, ["healthy", "heart disease"]);
    assert.equal(formatClassificationReport(report), expected.report);
  });

  Deno.test(`calibration curves equal scikit-learn's: ${name}`, () => {
    for (const { binCount, strategy, positiveShare, meanProbability } of expected.calibration) {
      const what = `of ${binCount} ${strategy} bins`;
      const bins = calibrationCurve(labels, probabilities, {
        binCount,
        strategy: strategy as BinStrategy,
      });
      assertAllClose(bins.map((bin) => bin.positiveShare), positiveShare, `shares ${what}`);
      assertAllClose(bins.map((bin) => bin.meanProbability), meanProbability, `means ${what}`);
    }
  });

  Deno.test(`confidence intervals equal SciPy's and the papers': ${name}`, () => {
    const hitCount = matrix.trueNegatives + matrix.truePositives;
    const wilson = wilsonInterval(hitCount, labels.length);
    assertClose(wilson.lower, expected.wilson.lower, "Wilson's lower bound");
    assertClose(wilson.upper, expected.wilson.upper, "Wilson's upper bound");

    const delong = delongInterval(labels, probabilities);
    for (const part of ["auc", "standardError", "lower", "upper"] as const) {
      if (expected.delong) assertClose(delong[part], expected.delong[part], `DeLong's ${part}`);
    }

    const positiveCount = matrix.truePositives + matrix.falseNegatives;
    const newcombe = newcombeInterval(
      Number(expected.metrics.rocAuc),
      positiveCount,
      labels.length - positiveCount,
    );
    for (const part of ["lower", "upper"] as const) {
      assertClose(newcombe[part], expected.newcombe?.[part] ?? NaN, `Newcombe's ${part}`);
    }
  });

  const { roc, pr } = expected;
  if (!roc || !pr) continue;

  Deno.test(`ROC and precision-recall curves equal scikit-learn's: ${name}`, () => {
    const actualRoc = rocCurve(labels, probabilities);
    for (const part of ["falsePositiveRate", "truePositiveRate", "thresholds"] as const) {
      assertAllClose(actualRoc[part], roc[part], part);
    }
    const actualPr = prCurve(labels, probabilities);
    for (const part of ["precision", "recall", "thresholds"] as const) {
      assertAllClose(actualPr[part], pr[part], part);
    }
  });
}
