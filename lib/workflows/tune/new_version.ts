/** What the registry is told of a study's winner. */
import { formatMetric } from "@/evaluate/format_metric.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { TrainInput } from "@/workflows/train/train.ts";
import type { NewVersion } from "@/workflows/registry.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { FinishedStudy, SearchedStudy } from "@/workflows/tune/study.ts";
import { trialScore } from "@/workflows/tune/trial.ts";

const shownMetrics = ["rocAuc", "prAuc", "accuracy", "recall", "specificity", "brierScore"];

/** The winner's version: a description for people, tags for programs. */
export function newVersion(
  { run, plan, trials, best }: SearchedStudy,
  { fresh, assessment, modelId }: Omit<FinishedStudy, "version"> & { readonly modelId: string },
  name: string,
  { dataset, tags }: TrainInput,
): NewVersion {
  const { crossValidation, holdOut } = assessment;
  const shown = metricCatalog.filter((metric) => shownMetrics.includes(metric.name));
  const synthetic = dataset.source === "synthetic"
    ? "> **SYNTHETIC DATA.** Its figures say nothing about real patients.\n\n"
    : "";
  return {
    name,
    modelId,
    runId: run.id,
    description: `${synthetic}Random forest, the best of ${trials.length} trials of ` +
      `${plan.sampler} (seed ${plan.seed}), trial ${best.number} of [its study](${run.url}).\n\n` +
      `| | ${plan.foldCount}-fold CV | hold-out |\n|---|---|---|\n` +
      shown.map(({ name, title }) =>
        `| ${title} | ${
          formatMetric(name, crossValidation.mean[name], crossValidation.deviation[name])
        } | ${formatMetric(name, holdOut.evaluation[name])} |\n`
      ).join("") +
      `\nROC AUC ${trialScore(best).toFixed(3)} on the folds of the search, ` +
      `${fresh.mean.toFixed(3)} ± ${fresh.deviation.toFixed(3)} on fresh ones. The model's page ` +
      "has its card: intended use, groups of patients, limits.",
    tags: {
      ...tags,
      "data.source": dataset.source,
      "data.digest": dataset.digest,
      "schema.fingerprint": schemaFingerprint(heartSchema),
      seed: String(plan.seed),
      sampler: plan.sampler,
      trials: String(trials.length),
      ...Object.fromEntries(shown.flatMap(({ name, mlflowName }) => [
        [`cv_${mlflowName}_mean`, String(crossValidation.mean[name])],
        [`holdout_${mlflowName}`, String(holdOut.evaluation[name])],
      ])),
      fresh_roc_auc_mean: String(fresh.mean),
    },
  };
}
