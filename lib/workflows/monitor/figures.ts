/** All figures of a check. */
import type { CellCounts, ColumnDrift, DriftAssessment } from "@/drift/assess_drift.ts";
import { summaryMetrics } from "@/drift/summary_metrics.ts";
import { alarmRate, moreUrgent, type Verdict, watchRate } from "@/drift/verdict.ts";
import type { MetricName } from "@/evaluate/metric_catalog.ts";
import { calibrationFigure } from "@/plots/calibration.ts";
import { dataQualityFigure } from "@/plots/data_quality.ts";
import { driftCategoriesFigure, type DriftVariable } from "@/plots/drift_categories.ts";
import { type DriftNumbers, driftNumbersFigure } from "@/plots/drift_numbers.ts";
import { driftTrendFigure } from "@/plots/drift_trend.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import type { Figure } from "@/plots/figure.ts";
import { performanceNowFigure } from "@/plots/performance_now.ts";
import { performanceTrendFigure } from "@/plots/performance_trend.ts";
import { sliceScoresFigure } from "@/plots/slice_scores.ts";
import { count } from "@/plots/wording.ts";
import type { Schema } from "@/schema/column.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import type { TrendPoint } from "@/workflows/monitor/history.ts";
import { versionPrefix } from "@/workflows/monitor/metrics.ts";
import type { RealisedPerformance } from "@/workflows/monitor/performance.ts";
import { probabilityTitle } from "@/workflows/monitor/probability_title.ts";
import { answersOf, categoryCounts, numberSamples } from "@/workflows/monitor/samples.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";

/**
 * Every column's reference against the present by version, trends over the past checks and this
 * one, performance and data quality.
 *
 * @param trend the past checks of the series in order, and last this one
 */
export function checkFigures(
  check: Check,
  trend: readonly TrendPoint[],
  schema: Schema,
): Figure[] {
  const { versions } = check;
  const own = versions.flatMap((version) => {
    const figures = [...driftFigures(version, schema), ...performanceFigures(version)];
    return versions.length === 1 ? figures : figures.map((figure) => named(figure, version));
  });
  const expected = versions[0]?.performance?.expected.accuracy;
  const hasPerformance = trend.some(({ performance }) =>
    performance.estimated !== undefined || performance.realised !== undefined
  );
  return [
    ...own,
    driftTrendFigure({ checks: trend.map(({ drift }) => drift) }),
    ...expected !== undefined && hasPerformance
      ? [performanceTrendFigure({ checks: trend.map(({ performance }) => performance), expected })]
      : [],
    ...check.summary.predictionCount > 0 ? [qualityFigure(check, schema)] : [],
  ];
}

function named(figure: Figure, { window: { model } }: VersionCheck): Figure {
  return {
    ...figure,
    name: `${versionPrefix(model)}${figure.name}`,
    title: `Version ${model.version}: ${figure.title}`,
  };
}

function driftFigures({ drift, trained, window }: VersionCheck, schema: Schema): Figure[] {
  if (drift === undefined || trained === undefined) return [];
  const { reference } = trained;
  const measuredOn = `${answersOf(window)} against ` +
    count(reference.labels.length, "training patient");
  const numeric = schema.features.filter(({ kind }) => kind === "numeric");
  const categorical = schema.features.filter(({ kind }) => kind === "categorical");
  const probabilities: DriftNumbers = {
    title: probabilityTitle,
    verdict: drift.probability.verdict,
    reference: Float64Array.from(reference.heldOutProbabilities),
    current: Float64Array.from(window.sample, ({ probability }) => probability),
  };
  return [
    driftNumbersFigure({
      columns: [
        probabilities,
        ...numeric.map(({ name }) => ({
          title: featureTitle(schema, name),
          verdict: driftOf(drift, name).verdict,
          ...numberSamples(reference, window, name),
        })),
      ],
      measuredOn,
    }),
    driftCategoriesFigure({
      variables: [
        ...categorical.map(({ name, title }) => ({
          title,
          verdict: driftOf(drift, name).verdict,
          categories: categoryCounts(schema, reference, window, name),
        })),
        missingVariable(drift, schema),
      ],
      measuredOn,
    }),
  ];
}

function driftOf({ columns }: DriftAssessment, name: string): ColumnDrift {
  return columns.find(({ column }) => column === name)!;
}

/** How often each column is missing, as if that were categories. */
function missingVariable(drift: DriftAssessment, schema: Schema): DriftVariable {
  const columns = drift.columns.filter(({ reference, current }) =>
    reference.missing + current.missing > 0
  );
  const countOf = ({ present, missing }: CellCounts) => ({
    hits: missing,
    total: present + missing,
  });
  return {
    title: "Missing values",
    verdict: columns.map(missingVerdict).reduce(moreUrgent, "ok"),
    categories: columns.map(({ column, reference, current }) => ({
      label: schema.features.find(({ name }) => name === column)?.title ?? column,
      reference: countOf(reference),
      current: countOf(current),
    })),
  };
}

function missingVerdict({ tests, importance, verdict }: ColumnDrift): Verdict {
  const test = tests.find(({ name }) => name === "missing");
  if (test === undefined) return "ok";
  if (test.pValue <= alarmRate(importance)) return "alarm";
  if (test.pValue <= watchRate) return "watch";
  return verdict === "not enough data" ? verdict : "ok";
}

const shownMetrics = ["accuracy", "rocAuc", "f1"] as const satisfies readonly MetricName[];

function performanceFigures({ performance, window }: VersionCheck): Figure[] {
  if (performance === undefined) return [];
  const { expected, estimated, realised } = performance;
  const now = performanceNowFigure({
    metrics: shownMetrics.map((name) => ({
      name,
      expected: expected[name],
      estimated: estimated?.[name],
      realised: realised && { value: realised.metrics[name], ...realisedInterval(realised, name) },
    })),
    rowCount: window.summary.predictionCount,
    labelCount: window.labelCount,
  });
  if (realised === undefined) return [now];
  const measuredOn = `${count(realised.rowCount, "answer")} whose labels have come`;
  const subject = { model: "The model", measuredOn };
  return [
    now,
    calibrationFigure({ ...subject, ...realised }),
    sliceScoresFigure({
      ...subject,
      slices: realised.slices,
      overallAuc: realised.metrics.rocAuc,
    }),
  ];
}

function realisedInterval(
  { accuracyInterval, aucInterval }: RealisedPerformance,
  name: typeof shownMetrics[number],
) {
  const intervals = { accuracy: accuracyInterval, rocAuc: aucInterval };
  return name === "f1" ? { lower: NaN, upper: NaN } : intervals[name];
}

function qualityFigure({ summary, versions }: Check, schema: Schema): Figure {
  const metrics = summaryMetrics(summary);
  const drift = versions[0]?.drift;
  return dataQualityFigure({
    rowCount: summary.predictionCount,
    columns: schema.features.map(({ name, title }) => {
      const before = drift?.columns.find(({ column }) => column === name)?.reference;
      return {
        title,
        missing: metrics[`missing_rate_${name}`] ?? 0,
        zeroAsMissing: metrics[`zero_as_missing_rate_${name}`] ?? 0,
        unknown: metrics[`unknown_rate_${name}`] ?? 0,
        outOfRange: metrics[`out_of_range_rate_${name}`] ?? 0,
        missingAtTraining: before && before.missing / (before.missing + before.present),
      };
    }),
  });
}
