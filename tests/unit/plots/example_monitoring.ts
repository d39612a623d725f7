/** A model's performance and its patients' data quality in use, for drawing. */
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import type { DataQualityInput } from "@/plots/data_quality.ts";
import type { PerformanceNowInput } from "@/plots/performance_now.ts";
import type { PerformanceTrendInput } from "@/plots/performance_trend.ts";
import { heartSchema } from "@/schema/heart.ts";

const around = (value: number, width: number): Estimate => ({
  value,
  lower: value - width,
  upper: Math.min(1, value + width),
});

/** Performance of a window, with labels or without. */
export function performanceNow(labelCount: number): PerformanceNowInput {
  const realised = (value: number, width: number) =>
    labelCount > 0 ? around(value, width) : undefined;
  return {
    metrics: [
      {
        name: "accuracy",
        expected: 0.83,
        estimated: around(0.81, 0.05),
        realised: realised(0.76, 0.06),
      },
      {
        name: "rocAuc",
        expected: 0.9,
        estimated: around(0.88, 0.04),
        realised: realised(0.86, 0.05),
      },
      { name: "f1", expected: 0.85, estimated: around(0.83, 0.05), realised: realised(0.78, NaN) },
    ],
    rowCount: 200,
    labelCount,
  };
}

/** So many checks, a day each; labels come for every other one, and disagree from a number on. */
export function performanceTrend(checkCount: number, agreeing = checkCount): PerformanceTrendInput {
  return {
    checks: Array.from({ length: checkCount }, (_, index) => ({
      at: new Date(Date.UTC(2026, 4, 1 + index)).toISOString(),
      estimated: around(0.82 + 0.02 * Math.sin(index), 0.04),
      realised: index % 2 === 0 ? around(index < agreeing ? 0.81 : 0.6, 0.05) : undefined,
    })),
    expected: 0.83,
  };
}

/** The quality of 200 answers, some of them with odd values in the columns named. */
export function dataQuality(odd: readonly string[]): DataQualityInput {
  return {
    rowCount: 200,
    columns: heartSchema.features.map(({ name, title }, index) => ({
      title,
      missing: (index % 4) / 10,
      zeroAsMissing: name === "chol" ? 0.2 : 0,
      unknown: odd.includes(name) ? 0.12 : 0,
      outOfRange: name === "age" && odd.includes(name) ? 0.05 : 0,
      missingAtTraining: index === 0 ? undefined : (index % 4) / 12,
    })),
  };
}
