/** A check's figures under the names that they have in MLflow. */
import { summaryMetrics } from "@/drift/summary_metrics.ts";
import type { ColumnDrift } from "@/drift/assess_drift.ts";
import { isRaised, type Verdict } from "@/drift/verdict.ts";
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import type { VersionPerformance } from "@/workflows/monitor/performance.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";

/** A verdict as a number that can be charted. */
const verdictLevels: Readonly<Record<Verdict, number>> = {
  "not enough data": -1,
  ok: 0,
  watch: 1,
  alarm: 2,
};

/** The name of a column's evidence of drift, from 1 on to be watched. */
export function evidenceName(column: string): string {
  return `drift_evidence_${column}`;
}

/** The probability's name among the columns. */
export const probabilityColumn = "probability";

/** The name of the estimated accuracy; its bounds have `_lower` and `_upper` at the end. */
export const estimatedAccuracy = "estimated_accuracy";

/** The name of the accuracy by labels; its bounds have `_lower` and `_upper` at the end. */
export const realisedAccuracy = "realised_accuracy";

/**
 * All figures that are defined: those of all answers together, drift and performance of the version
 * with most of them, and every version's own under `version_3/…`.
 */
export function checkMetrics(check: Check): Record<string, number> {
  const { versions, collected, summary } = check;
  const own = versions.map((version) => ({
    ...summaryMetrics(version.window.summary),
    ...judgedMetrics(version),
  }));
  const all: Record<string, number> = {
    ...summaryMetrics(summary),
    ...own.length > 0 ? judgedMetrics(versions[0]) : {},
    rejected_requests: collected.rejectionCount,
    answers_of_other_models: collected.otherCount,
    unreadable_rows: collected.damagedCount,
    labels_without_answer: collected.unmatchedCount,
  };
  versions.forEach(({ window: { model } }, place) => {
    Object.assign(all, prefixed(versionPrefix(model), own[place]));
  });
  return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)));
}

/** What a version's figures, and the paths of its pictures, begin with. */
export function versionPrefix({ version }: { readonly version: string }): string {
  return `version_${version.replaceAll(/[^\w.-]/g, "_").slice(0, 40)}/`;
}

function prefixed(prefix: string, metrics: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

function judgedMetrics({ drift, performance, window }: VersionCheck): Record<string, number> {
  const columns = drift === undefined
    ? []
    : [...drift.columns, { column: probabilityColumn, ...drift.probability }];
  return {
    ...drift && {
      drift_verdict: verdictLevels[drift.verdict],
      drift_columns: drift.columns.filter(({ verdict }) => isRaised(verdict)).length,
    },
    ...Object.assign({}, ...columns.map(driftMetrics)),
    labelled_answers: window.labelCount,
    ...performance && performanceMetrics(performance),
  };
}

function driftMetrics(
  { column, evidence, pValue, measures }: ColumnDrift & { readonly column: string },
): Record<string, number> {
  return {
    [evidenceName(column)]: evidence,
    [`drift_p_value_${column}`]: pValue,
    [`psi_${column}`]: measures.psi,
    [`jensen_shannon_${column}`]: measures.jensenShannon,
    ...(measures.kind === "numeric"
      ? {
        [`wasserstein_${column}`]: measures.normedWasserstein,
        [`kolmogorov_smirnov_${column}`]: measures.kolmogorovSmirnov.statistic,
      }
      : { [`chi_squared_${column}`]: measures.chiSquared.statistic }),
  };
}

function performanceMetrics({ estimated, realised }: VersionPerformance): Record<string, number> {
  return {
    ...estimated && {
      ...estimateMetrics(estimatedAccuracy, estimated.accuracy),
      ...estimateMetrics("estimated_roc_auc", estimated.rocAuc),
      ...estimateMetrics("estimated_f1", estimated.f1),
    },
    ...realised && {
      ...Object.fromEntries(
        metricCatalog.map(({ name, mlflowName }) => [
          `realised_${mlflowName}`,
          realised.metrics[name],
        ]),
      ),
      ...estimateMetrics(realisedAccuracy, {
        value: realised.metrics.accuracy,
        ...realised.accuracyInterval,
      }),
    },
  };
}

function estimateMetrics(name: string, { value, lower, upper }: Estimate): Record<string, number> {
  return { [name]: value, [`${name}_lower`]: lower, [`${name}_upper`]: upper };
}
