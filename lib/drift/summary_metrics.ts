/** A window's figures under the names that they have in MLflow. */
import { type QuantileSketch, sketchQuantile } from "@/drift/quantile_sketch.ts";
import type { ColumnSummary, WindowSummary } from "@/drift/window_summary.ts";

/** Percentiles of the predicted probability. */
const probabilityPercentiles = [5, 25, 50, 75, 95];
/** Percentiles of the time an answer takes. */
const latencyPercentiles = [50, 95, 99];

/**
 * The figures that are defined, by name: `total_predictions`, `prediction_ratio_0` and `_1`,
 * `probability_mean` and `_p50`, `latency_p99_ms`, `error_rate` (of all requests), and for each
 * feature `avg_input_age` or `category_share_sex/Male` (of the cells with a value) and
 * `missing_rate_age`, `zero_as_missing_rate_chol`, `unknown_rate_sex`, `out_of_range_rate_age` (of
 * all cells; they are disjoint). An average of nothing has no name here.
 */
export function summaryMetrics(summary: WindowSummary): Record<string, number> {
  const { predictionCount, positiveCount, probabilitySum, rejectionCount } = summary;
  const metrics = {
    prediction_ratio_0: (predictionCount - positiveCount) / predictionCount,
    prediction_ratio_1: positiveCount / predictionCount,
    probability_mean: probabilitySum / predictionCount,
    ...percentiles(summary.probabilities, probabilityPercentiles, "probability_p", ""),
    ...percentiles(summary.latenciesMs, latencyPercentiles, "latency_p", "_ms"),
    error_rate: rejectionCount / (rejectionCount + predictionCount),
    ...Object.fromEntries(summary.columns.flatMap((one) => columnMetrics(one, predictionCount))),
  };
  return {
    total_predictions: predictionCount,
    ...Object.fromEntries(Object.entries(metrics).filter(([, value]) => !Number.isNaN(value))),
  };
}

function percentiles(
  sketch: QuantileSketch,
  percents: readonly number[],
  before: string,
  after: string,
): Record<string, number> {
  return Object.fromEntries(percents.map((percent) => [
    `${before}${String(percent).padStart(2, "0")}${after}`,
    sketchQuantile(sketch, percent / 100),
  ]));
}

function columnMetrics(summary: ColumnSummary, rowCount: number): [string, number][] {
  const { column, present, sum, categoryCounts, issueCounts } = summary;
  const { name } = column;
  const missing = [`missing_rate_${name}`, issueCounts["missing"] / rowCount] as [string, number];
  if (column.kind === "categorical") {
    return [
      ...column.categories.map(({ label }, place): [string, number] => [
        `category_share_${name}/${label}`,
        categoryCounts[place] / present,
      ]),
      missing,
      [`unknown_rate_${name}`, issueCounts["unknown-category"] / rowCount],
    ];
  }
  const zeros: [string, number][] = column.zeroMeansMissing
    ? [[`zero_as_missing_rate_${name}`, issueCounts["zero-as-missing"] / rowCount]]
    : [];
  return [
    [`avg_input_${name}`, sum / present],
    missing,
    ...zeros,
    [`out_of_range_rate_${name}`, issueCounts["out-of-range"] / rowCount],
  ];
}
