/** One fit on a dataset's rows: the unit of work that any thread can do. */
import type { Dataset } from "@/data/dataset.ts";
import { type Engines, estimatorCatalog, type NativeFiles } from "@/estimators/catalog.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";

/** Fit on some rows of a dataset, predict others. */
export interface FitJob {
  readonly recipe: Recipe;
  /** Row indices to fit on. */
  readonly train: Int32Array;
  /** Row indices to predict. */
  readonly test: Int32Array;
  /** Whether the fitted pipeline is wanted, or the probabilities alone; by default the latter. */
  readonly wantsPipeline?: boolean;
}

/** A pipeline that was fitted, ready to travel between threads. */
export interface FittedFiles {
  /** The pipeline, serialized. */
  readonly pipeline: string;
  /** The model in its library's own formats. */
  readonly nativeFiles: NativeFiles;
}

/** What a job gives; but for the time, the same whatever thread did it. */
export interface FitResult {
  /** Probability of disease for each test row. */
  readonly probabilities: Float64Array;
  /** Undefined unless wanted. */
  readonly fitted: FittedFiles | undefined;
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
  return {
    probabilities: predictProba(pipeline, Array.from(job.test, (index) => dataset.rows[index])),
    fitted: job.wantsPipeline ? fittedFiles(pipeline, engines) : undefined,
    fitMs,
  };
}

function fittedFiles(pipeline: Pipeline, engines: Engines): FittedFiles {
  const { nativeFiles } = estimatorCatalog[pipeline.recipe.estimator.kind];
  return {
    pipeline: serializePipeline(pipeline),
    nativeFiles: nativeFiles?.(pipeline.estimator, engines) ?? {},
  };
}
