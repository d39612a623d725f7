/** An assessment's tables as JSON, for whoever reads the run with a program. */
import type { JsonObject } from "@/json.ts";
import { type Evaluation, metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { SubsetEvaluation } from "@/evaluate/subset_evaluation.ts";
import { featureNames } from "@/preprocess/encoder.ts";
import type { Assessment } from "@/workflows/train/assess.ts";

/** Held-out sites, slices, importance and costs, each a list of records. */
export function assessmentTables(assessment: Assessment): Record<string, JsonObject[]> {
  const { pipeline, sites, slices, thresholdChoice } = assessment;
  const importance = pipeline.estimator.importance();
  return {
    site_held_out: sites.map((site) => ({
      site: site.site,
      train_rows: site.trainRowCount,
      ...subsetRecord(site),
    })),
    slices: slices.map((slice) => ({
      column: slice.column,
      slice: slice.label,
      ...subsetRecord(slice),
    })),
    importance: featureNames(pipeline.encoder)
      .map((feature, index) => ({ feature, importance: importance[index] }))
      .sort((a, b) => b.importance - a.importance),
    threshold_costs: thresholdChoice.curve.map(
      ({ threshold, cost, falsePositives, falseNegatives }) => ({
        threshold,
        cost,
        false_positives: falsePositives,
        false_negatives: falseNegatives,
      }),
    ),
  };
}

function subsetRecord(subset: SubsetEvaluation): JsonObject {
  const { metrics, accuracyInterval, aucInterval } = subset;
  return {
    rows: subset.rowCount,
    prevalence: subset.prevalence,
    roc_auc: defined(metrics.rocAuc),
    roc_auc_low: defined(aucInterval.lower),
    roc_auc_high: defined(aucInterval.upper),
    accuracy: metrics.accuracy,
    accuracy_low: accuracyInterval.lower,
    accuracy_high: accuracyInterval.upper,
    recall: defined(metrics.recall),
    precision: defined(metrics.precision),
    brier_score: metrics.brierScore,
  };
}

/** Every metric under MLflow's name; undefined ones are null. */
export function evaluationRecord(evaluation: Evaluation): Record<string, number | null> {
  return Object.fromEntries(
    metricCatalog.map(({ name, mlflowName }) => [mlflowName, defined(evaluation[name])]),
  );
}

/** JSON has no NaN. */
function defined(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
