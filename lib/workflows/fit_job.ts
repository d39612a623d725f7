/** One fit on a dataset's rows: the unit of work that any thread can do. */
import type { Dataset } from "@/data/dataset.ts";
import { type Engines, estimatorCatalog, type NativeFiles } from "@/estimators/catalog.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";

/** Fit on some rows of a dataset, predict others. */
export interface FitJob {
  readonly recipe: Recipe;
  /** Row indices to fit on. */
  readonly train: Int32Array;
  /** Row indices to predict. */
  readonly test: Int32Array;
  /** Whether the model is wanted in its library's own formats too. */
  readonly wantsNativeFiles?: boolean;
}

/** What a job gives; but for the time, the same whatever thread did it. */
export interface FitResult {
  /** Probability of disease for each test row. */
  readonly probabilities: Float64Array;
  /** The fitted pipeline, serialized. */
  readonly pipeline: string;
  /** Empty unless wanted. */
  readonly nativeFiles: NativeFiles;
  /** How long fitting took, in milliseconds. */
  readonly fitMs: number;
}

/** The port through which workflows fit: in this thread, or in many. */
export interface FitRunner {
  /** @throws {UserError} when the fit fails or the work was interrupted */
  fit(job: FitJob): Promise<FitResult>;
}

/**
 * Does a job.
 *
 * @throws {UserError} when a parameter is not allowed or an engine is missing
 */
export function doFitJob(
  dataset: Pick<Dataset, "rows" | "labels">,
  job: FitJob,
  engines: Engines,
): FitResult {
  const startMs = performance.now();
  const training = {
    rows: Array.from(job.train, (index) => dataset.rows[index]),
    labels: Uint8Array.from(job.train, (index) => dataset.labels[index]),
  };
  const pipeline = fitPipeline(job.recipe, training, heartSchema, engines);
  const fitMs = performance.now() - startMs;
  const { nativeFiles } = estimatorCatalog[job.recipe.estimator.kind];
  return {
    probabilities: predictProba(pipeline, Array.from(job.test, (index) => dataset.rows[index])),
    pipeline: serializePipeline(pipeline),
    nativeFiles: job.wantsNativeFiles ? nativeFiles?.(pipeline.estimator, engines) ?? {} : {},
    fitMs,
  };
}
