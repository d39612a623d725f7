/** Shows what training gave: a table for people, JSON for programs. */
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import type { TrainOutcome } from "@/adapters/training/train_baselines.ts";
import { estimatorCatalog } from "@/estimators/catalog.ts";
import { formatMetric } from "@/evaluate/format_metric.ts";
import { type Evaluation, metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { Assessment } from "@/workflows/train/assess.ts";
import { evaluationRecord } from "@/workflows/train/tables.ts";

const shownMetrics = ["rocAuc", "prAuc", "accuracy", "f1"] as const;

/** Prints the models as a table, the best of each metric marked, and where to see them. */
export function printTrainResult(outcome: TrainOutcome): void {
  const { models, dummy, experiment, data, foldCount } = outcome;
  const assessments = [...models.map(({ assessment }) => assessment), dummy];
  const { dataset, origin } = data;
  console.log(
    `\n${style("bold", `${foldCount}-fold cross-validation`)} on ${dataset.rows.length} ${
      dataset.source === "synthetic" ? style("yellow", "SYNTHETIC patients") : "patients"
    } (${origin}), mean ± deviation, ${style("green", "* best")}`,
  );
  console.log(table(
    [
      { title: "model" },
      ...shownMetrics.map((name) => ({ title: titleOf(name), align: "right" as const })),
      { title: "hold-out AUC", align: "right" },
      { title: "fit ms", align: "right" },
    ],
    assessments.map((assessment) => modelRow(assessment, assessments)),
  ));
  console.log(`\nAll runs   ${style("cyan", experiment.url)}`);
  for (const { kind, runUrl, modelId } of models) {
    console.log(`${kind.padEnd(10)} ${style("cyan", runUrl)}\n${" ".repeat(11)}models:/${modelId}`);
  }
}

function modelRow(assessment: Assessment, all: readonly Assessment[]): string[] {
  const { crossValidation, holdOut, fitMs, recipe } = assessment;
  return [
    estimatorCatalog[recipe.estimator.kind].title,
    ...shownMetrics.map((name) => {
      const text = formatMetric(name, crossValidation.mean[name], crossValidation.deviation[name]);
      return isBest(name, crossValidation.mean, all) ? style("green", `* ${text}`) : text;
    }),
    formatMetric("rocAuc", holdOut.evaluation.rocAuc),
    fitMs.toFixed(0),
  ];
}

function isBest(
  name: typeof shownMetrics[number],
  mean: Evaluation,
  all: readonly Assessment[],
): boolean {
  const values = all.map(({ crossValidation }) => crossValidation.mean[name]);
  const higher = metricCatalog.find((metric) => metric.name === name)?.higherIsBetter;
  return mean[name] === (higher ? Math.max(...values) : Math.min(...values));
}

function titleOf(name: typeof shownMetrics[number]): string {
  return metricCatalog.find((metric) => metric.name === name)?.title ?? name;
}

/** The models and all their metrics for programs, under MLflow's names; undefined metrics are null. */
export function trainRecord(outcome: TrainOutcome) {
  const { models, dummy, experiment, data } = outcome;
  return {
    experiment,
    data: {
      source: data.dataset.source,
      digest: data.dataset.digest,
      origin: data.origin,
      rows: data.dataset.rows.length,
    },
    models: models.map(({ kind, assessment, runId, runUrl, modelId }) => ({
      kind,
      model_uri: `models:/${modelId}`,
      run_id: runId,
      run_url: runUrl,
      ...assessmentRecord(assessment),
    })),
    dummy: assessmentRecord(dummy),
  };
}

function assessmentRecord({ crossValidation, holdOut, pipeline, fitMs }: Assessment) {
  return {
    threshold: pipeline.threshold,
    cv_mean: evaluationRecord(crossValidation.mean),
    cv_std: evaluationRecord(crossValidation.deviation),
    holdout: evaluationRecord(holdOut.evaluation),
    fit_ms: fitMs,
  };
}
