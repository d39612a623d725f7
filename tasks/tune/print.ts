/** Shows what tuning gave: tables for people, JSON for programs. */
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import { formatMetric } from "@/evaluate/format_metric.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import { evaluationRecord } from "@/workflows/train/tables.ts";
import { trialScore } from "@/workflows/tune/trial.ts";
import type { TuneOutcome } from "@/adapters/training/tune_forest.ts";

const shownMetrics = ["rocAuc", "prAuc", "accuracy", "recall", "specificity", "brierScore"];

/** Prints the winner, how far its score can be believed, and where to see everything. */
export function printTuneResult(outcome: TuneOutcome): void {
  const { best, trials, fresh, assessment, data, plan, runUrl, version } = outcome;
  const { crossValidation, holdOut } = assessment;
  const { dataset, origin } = data;
  console.log(
    `\n${
      style("bold", `Trial ${best.number}`)
    } is the best of ${trials.length} on ${dataset.rows.length} ${
      dataset.source === "synthetic" ? style("yellow", "SYNTHETIC patients") : "patients"
    } (${origin})`,
  );
  console.log(table(
    [{ title: "parameter" }, { title: "value", align: "right" }],
    Object.entries(best.point).map(([name, value]) => [name, shortened(value)]),
  ));
  console.log(table(
    [{ title: "ROC AUC" }, { title: "mean ± deviation", align: "right" }],
    [
      [`folds of the search (${plan.foldCount})`, formatMetric("rocAuc", trialScore(best))],
      [
        `fresh folds (${fresh.foldCount})`,
        style("green", formatMetric("rocAuc", fresh.mean, fresh.deviation)),
      ],
    ],
  ));
  const shown = metricCatalog.filter(({ name }) => shownMetrics.includes(name));
  console.log(table(
    [{ title: "" }, ...shown.map(({ title }) => ({ title, align: "right" as const }))],
    [
      [
        `${plan.foldCount}-fold CV, all patients`,
        ...shown.map(({ name }) =>
          formatMetric(name, crossValidation.mean[name], crossValidation.deviation[name])
        ),
      ],
      [
        `hold-out, ${holdOut.labels.length} patients`,
        ...shown.map(({ name }) => formatMetric(name, holdOut.evaluation[name])),
      ],
    ],
  ));
  console.log(`\nStudy      ${style("cyan", runUrl)}
Registered ${style("bold", `${version.name} version ${version.version}`)} ${
    style("cyan", version.url)
  }`);
}

function shortened(value: number | boolean | string): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
}

/** Everything for programs, metrics under MLflow's names; undefined metrics are null. */
export function tuneRecord(outcome: TuneOutcome) {
  const { experiment, runId, runUrl, plan, trials, best, fresh, assessment, data, version } =
    outcome;
  const { crossValidation, holdOut } = assessment;
  return {
    experiment,
    run_id: runId,
    run_url: runUrl,
    data: {
      source: data.dataset.source,
      digest: data.dataset.digest,
      origin: data.origin,
      rows: data.dataset.rows.length,
    },
    sampler: plan.sampler,
    seed: plan.seed,
    folds: plan.foldCount,
    trials: trials.map((trial) => ({
      number: trial.number,
      state: trial.state,
      roc_auc: trial.foldScores.length > 0 ? trialScore(trial) : null,
      fold_roc_auc: trial.foldScores,
      params: trial.point,
      duration_ms: trial.durationMs,
      ...(trial.error === undefined ? {} : { error: trial.error }),
    })),
    best: { number: best.number, roc_auc: trialScore(best), params: best.point },
    fresh: { roc_auc_mean: fresh.mean, roc_auc_std: fresh.deviation, folds: fresh.foldCount },
    cv_mean: evaluationRecord(crossValidation.mean),
    cv_std: evaluationRecord(crossValidation.deviation),
    holdout: evaluationRecord(holdOut.evaluation),
    model_uri: `models:/${version.modelId}`,
    registered: { name: version.name, version: version.version, url: version.url },
  };
}
