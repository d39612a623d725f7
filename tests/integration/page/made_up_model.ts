/** Pipelines of every kind on made-up patients, for the page. */
import { enginesFor } from "@/adapters/xgboost/engines.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { fitPipeline, type Pipeline, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { environment } from "../../native_xgboost.ts";
import { madeUpDataset } from "../../unit/pipeline/patients.ts";

/** A pipeline and the patients it was fitted on. */
export interface MadeUpModel {
  readonly pipeline: Pipeline;
  readonly dataset: Dataset;
}

/** A model of that kind, quick to fit. */
export function madeUpModel(kind: EstimatorKind): MadeUpModel {
  const dataset = madeUpDataset(150);
  const engines = enginesFor(kind, environment?.libxgboost);
  const pipeline = fitPipeline(defaultRecipe(kind, 7), dataset, heartSchema, engines);
  return { dataset, pipeline: withThreshold(pipeline, 0.45) };
}
