import assert from "node:assert/strict";
import { dataQualityFigure } from "@/plots/data_quality.ts";
import { performanceNowFigure } from "@/plots/performance_now.ts";
import { performanceTrendFigure } from "@/plots/performance_trend.ts";
import { dataQuality, performanceNow, performanceTrend } from "./example_monitoring.ts";

Deno.test("performance says what labels show, what was estimated, and what it was at training", () => {
  const { title, table, data } = performanceNowFigure(performanceNow(90));
  assert.match(title, /^Accuracy is 76\.0 % \(70\.0 % to 82\.0 %\) where labels have come and/);
  assert.match(title, /is estimated at 81\.0 % .*; it was 83\.0 % at training$/);
  assert.deepEqual(table!.rows[2], ["F1", "0.850", "0.830 (0.780 to 0.880)", "0.780"]);
  assert.equal(data.length, 3);
  const unlabelled = performanceNowFigure(performanceNow(0));
  assert.match(unlabelled.title, /^Accuracy is estimated at 81\.0 %/);
  assert.equal(unlabelled.table!.rows[0][3], "–");
});

Deno.test("the trend of performance counts the checks in which estimate and labels disagree", () => {
  const titleOf = (...of: Parameters<typeof performanceTrend>) =>
    performanceTrendFigure(performanceTrend(...of)).title;
  assert.equal(titleOf(12), "Estimate and labels agree in 6 checks that had both");
  assert.equal(titleOf(12, 6), "Estimate and labels disagree in 3 of 6 checks that had both");
  assert.match(titleOf(0), /^No check yet/);
  const { data } = performanceTrendFigure(performanceTrend(4));
  const [estimated, realised] = data as unknown as { y: (number | null)[] }[];
  assert(estimated.y.every((value) => value !== null));
  assert.deepEqual(realised.y, [0.81, null, 0.81, null]);
});

Deno.test("data quality names the columns with odd values, the worst first", () => {
  const { title, data } = dataQualityFigure(dataQuality(["age", "sex"]));
  assert.equal(title, "“Age” is unknown or implausible in 17%; so, less often, is “Sex”");
  assert.deepEqual(
    data.map(({ name }) => name),
    [
      "Missing",
      "Zero that means missing",
      "Unknown category",
      "Implausible, yet used",
      "Missing at training",
    ],
  );
  const clean = dataQualityFigure(dataQuality([]));
  assert.equal(clean.title, "Every value that came was known and plausible");
  assert.equal(clean.data.length, 3);
});
