/** A check as a record for programs: the same for `summary.json`, `--json` and the webhook. */
import type { ColumnDrift } from "@/drift/assess_drift.ts";
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import type { JsonObject } from "@/json.ts";
import { evaluationRecord } from "@/workflows/train/tables.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import { checkMetrics, probabilityColumn } from "@/workflows/monitor/metrics.ts";
import type { VersionPerformance } from "@/workflows/monitor/performance.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";
import { describeWindow } from "@/workflows/monitor/window_choice.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";

/** Everything about a check; what is not finite is null. */
export function checkRecord(check: Check, findings: readonly ReportFinding[]): JsonObject {
  const { collected, versions } = check;
  return {
    model: check.model,
    verdict: check.verdict,
    checked_at: check.at,
    window: describeWindow(check.choice),
    first_answer_at: collected.firstAt === "" ? null : collected.firstAt,
    last_answer_at: collected.lastAt === "" ? null : collected.lastAt,
    synthetic: check.isSynthetic,
    findings: findings.map(({ tone, what, certainty, advice }) => ({
      tone,
      what,
      certainty,
      advice,
    })),
    metrics: checkMetrics(check),
    versions: versions.map(versionRecord),
  };
}

function versionRecord(
  { window: { model, summary, labelCount }, drift, performance, problem }: VersionCheck,
): JsonObject {
  const columns = drift === undefined
    ? []
    : [...drift.columns, { column: probabilityColumn, ...drift.probability }];
  return {
    version: model.version,
    run_id: model.runId,
    data_source: model.dataSource,
    answers: summary.predictionCount,
    labels: labelCount,
    problem: problem ?? null,
    verdict: drift?.verdict ?? null,
    columns: columns.map(columnRecord),
    performance: performance ? performanceRecord(performance) : null,
  };
}

function columnRecord(drift: ColumnDrift & { readonly column: string }): JsonObject {
  const { column, verdict, pValue, evidence, importance, detectableShift, tests } = drift;
  return {
    column,
    verdict,
    p_value: pValue,
    evidence: finite(evidence),
    importance,
    detectable_shift: finite(detectableShift),
    missing: { reference: drift.reference.missing, current: drift.current.missing },
    present: { reference: drift.reference.present, current: drift.current.present },
    tests: tests.map(({ name, statistic, pValue, threshold }) => ({
      name,
      statistic: finite(statistic),
      p_value: pValue,
      threshold: finite(threshold),
    })),
  };
}

function performanceRecord(
  { expected, estimated, realised }: VersionPerformance,
): JsonObject {
  return {
    expected: evaluationRecord(expected),
    estimated: estimated
      ? {
        answers: estimated.rowCount,
        calibrated: estimated.isCalibrated,
        accuracy: estimateRecord(estimated.accuracy),
        roc_auc: estimateRecord(estimated.rocAuc),
        f1: estimateRecord(estimated.f1),
      }
      : null,
    realised: realised
      ? {
        answers: realised.rowCount,
        ...evaluationRecord(realised.metrics),
        accuracy_interval: [realised.accuracyInterval.lower, realised.accuracyInterval.upper],
        estimated_accuracy: estimateRecord(realised.estimated.accuracy),
        slices: realised.slices.map(({ column, label, rowCount, metrics }) => ({
          column,
          slice: label,
          answers: rowCount,
          ...evaluationRecord(metrics),
        })),
      }
      : null,
  };
}

function estimateRecord({ value, lower, upper }: Estimate): JsonObject {
  return { value: finite(value), lower: finite(lower), upper: finite(upper) };
}

/** JSON has no NaN and no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
