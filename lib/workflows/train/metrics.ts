/** An assessment as MLflow metrics: hold-out, cross-validation, sites and costs, by fixed names. */
import type { CrossValidation } from "@/evaluate/cross_validate.ts";
import { type Evaluation, metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { Assessment } from "@/workflows/train/assess.ts";
import type { MetricPoint } from "@/workflows/tracker.ts";

/**
 * All metric points of a run. `holdout_*` are of the held-out rows; `cv_*_mean` and `cv_*_std` of
 * the folds, whose values are the steps of `cv_*`; `site_*` of each site held out. Undefined
 * metrics are left out.
 */
export function metricPoints(assessment: Assessment): MetricPoint[] {
  const { holdOut, crossValidation, sites, thresholdChoice } = assessment;
  const points = [
    ...evaluationPoints("holdout", holdOut.evaluation),
    ...crossValidationPoints(crossValidation),
    ...sites.flatMap(({ site, metrics }) => evaluationPoints(`site_${slug(site)}`, metrics)),
    { name: "cost_threshold", value: thresholdChoice.threshold },
    { name: "cost_per_patient", value: thresholdChoice.cost },
    { name: "fit_ms", value: assessment.fitMs },
  ];
  return definedPoints(points);
}

/** Mean, deviation and folds, the folds as steps; undefined metrics among them. */
export function crossValidationPoints(
  { folds, mean, deviation }: Omit<CrossValidation, "probabilities">,
): MetricPoint[] {
  return [
    ...evaluationPoints("cv", mean, "mean"),
    ...evaluationPoints("cv", deviation, "std"),
    ...folds.flatMap((fold, step) =>
      evaluationPoints("cv", fold).map((point) => ({ ...point, step }))
    ),
  ];
}

/** The points whose metric is defined. */
export function definedPoints(points: readonly MetricPoint[]): MetricPoint[] {
  return points.filter(({ value }) => Number.isFinite(value));
}

function evaluationPoints(prefix: string, evaluation: Evaluation, suffix?: string): MetricPoint[] {
  return metricCatalog.map(({ name, mlflowName }) => ({
    name: [prefix, mlflowName, suffix].filter(Boolean).join("_"),
    value: evaluation[name],
  }));
}

/** A name in lower case with underscores, as metric names are. */
function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}
