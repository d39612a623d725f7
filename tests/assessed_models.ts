/** Assessed pipelines of any kind on made-up patients, for tests of models. */
import type { Engines, EstimatorKind } from "@/estimators/catalog.ts";
import type { Params } from "@/estimators/contract.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { doFitJob } from "@/workflows/fit_job.ts";
import type { ModelSubject } from "@/workflows/model/subject.ts";
import { assess, planSplits } from "@/workflows/train/assess.ts";
import { madeUpDataset } from "./unit/pipeline/patients.ts";

/** Small and quick, but for every part of a model to matter. */
const params: Readonly<Record<EstimatorKind, Params>> = {
  dummy: {},
  logistic: {},
  forest: { nEstimators: 11 },
  xgboost: { nEstimators: 20 },
};

/** A pipeline fitted and assessed on 150 patients of two sites. */
export async function assessedModel(
  kind: EstimatorKind,
  engines: Engines = {},
): Promise<ModelSubject> {
  const dataset = madeUpDataset(150);
  const assessment = await assess(
    defaultRecipe(kind, 7, params[kind]),
    dataset,
    planSplits(dataset, { seed: 7, foldCount: 3 }),
    { fit: (job) => Promise.resolve(doFitJob(dataset, job, engines)) },
    { costs: { falsePositiveCost: 1, falseNegativeCost: 5 }, threshold: "cost" },
  );
  return { assessment, dataset, origin: "made up" };
}
