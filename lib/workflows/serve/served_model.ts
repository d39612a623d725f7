/** A model that is ready to answer: read, checked on example rows, compiled. */
import { parseReference, type Reference } from "@/drift/reference.ts";
import { type TrainingRange, trainingRanges } from "@/drift/training_range.ts";
import { explainer, type Explanation } from "@/explain/explainer.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import type { FetchedModel, ModelIdentity } from "@/workflows/serve/fetched_model.ts";
import { selfTest } from "@/workflows/serve/self_test.ts";

/** A model that answers. */
export interface ServedModel {
  readonly identity: ModelIdentity;
  readonly pipeline: Pipeline;
  /** The pipeline as it was logged. */
  readonly pipelineText: string;
  /** Undefined when the model has none. */
  readonly reference: Reference | undefined;
  /** What each column held in training; empty when the model does not say. */
  readonly ranges: readonly TrainingRange[];
  /** Markdown; undefined when the model has none. */
  readonly card: string | undefined;
  /** Takes the score of a clean row apart by column. */
  explain(row: Row): Explanation;
  /** Probability of disease of each of n clean rows. */
  score(rows: readonly Row[]): Float64Array;
}

/**
 * Reads, tests and warms a model.
 *
 * @throws {UserError} when it cannot be read or fails its test
 */
export function serveModel(
  { identity, pipelineText, referenceText, card }: FetchedModel,
  schema: Schema,
): ServedModel {
  const pipeline = parsePipeline(pipelineText, schema, identity.source);
  const reference = referenceText === undefined
    ? undefined
    : parseReference(referenceText, `of ${identity.source}`);
  let explain: ReturnType<typeof explainer> | undefined;
  const scorer = compilePipeline(pipeline);
  selfTest(pipeline, scorer, identity.source);
  return {
    identity,
    pipeline,
    pipelineText,
    reference,
    ranges: reference === undefined ? [] : trainingRanges(reference),
    card,
    // Made when it is asked for: it takes longer than all the rest.
    explain: (row) => (explain ??= explainer(pipeline))(row),
    score: (rows) => scorer.scoreRows(rows),
  };
}
