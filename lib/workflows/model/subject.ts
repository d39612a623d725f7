/** What is known of a pipeline when it becomes a model: the facts that its card tells. */
import type { Dataset } from "@/data/dataset.ts";
import type { Reference } from "@/drift/reference.ts";
import type { NativeFiles } from "@/estimators/catalog.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import type { SiteEvaluation } from "@/evaluate/site_held_out.ts";
import type { SliceEvaluation } from "@/evaluate/slice_evaluations.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";

/** How the pipeline's recipe did; an `Assessment` is one. */
export interface ModelAssessment {
  readonly pipeline: Pipeline;
  readonly holdOut: { readonly labels: Uint8Array; readonly evaluation: Evaluation };
  readonly crossValidation: {
    readonly folds: readonly Evaluation[];
    readonly mean: Evaluation;
    readonly deviation: Evaluation;
  };
  /** Empty when the rows come from one site. */
  readonly sites: readonly SiteEvaluation[];
  readonly slices: readonly SliceEvaluation[];
  /** The distributions that the pipeline was fitted on. */
  readonly reference: Reference;
  /** The model in its library's own formats. */
  readonly nativeFiles: NativeFiles;
}

/** A pipeline with its assessment and its data. */
export interface ModelSubject {
  readonly assessment: ModelAssessment;
  /** All rows: the hold-out's and those that the pipeline was fitted on. */
  readonly dataset: Dataset;
  /** Where the data came from, such as a path. */
  readonly origin: string;
}
