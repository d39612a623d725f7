/** A model that is ready to answer: read, checked on example rows, compiled. */
import { parseReference } from "@/drift/reference.ts";
import { type TrainingRange, trainingRanges } from "@/drift/training_range.ts";
import { explainer, type Explanation } from "@/explain/explainer.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import type { FetchedModel, ModelIdentity } from "@/workflows/serve/fetched_model.ts";
import { selfTest } from "@/workflows/serve/self_test.ts";

/** A model that scores rows, and says why. */
export interface ScoringModel {
  readonly identity: ModelIdentity;
  readonly pipeline: Pipeline;
  /** The pipeline as it was logged. */
  readonly pipelineText: string;
  /** Probability of disease of each of n clean rows. */
  score(rows: readonly Row[]): Float64Array;
  /**
   * Takes the scores of clean rows apart by column.
   *
   * @throws {UserError} when the model cannot be taken apart
   */
  explainer(): (row: Row) => Explanation;
}

/** A model that answers. */
export interface ServedModel extends ScoringModel {
  /** What each column held in training; empty when the model does not say. */
  readonly ranges: readonly TrainingRange[];
  /** Markdown; undefined when the model has none. */
  readonly card: string | undefined;
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
  return {
    ...openScoringModel({ identity, pipelineText }, schema),
    ranges: referenceText === undefined
      ? []
      : trainingRanges(parseReference(referenceText, `of ${identity.source}`)),
    card,
  };
}

/**
 * Reads, tests and warms a model's pipeline.
 *
 * @throws {UserError} when it cannot be read or fails its test
 */
export function openScoringModel(
  { identity, pipelineText }: Pick<FetchedModel, "identity" | "pipelineText">,
  schema: Schema,
): ScoringModel {
  const pipeline = parsePipeline(pipelineText, schema, identity.source);
  const scorer = compilePipeline(pipeline);
  selfTest(pipeline, scorer, identity.source);
  let explain: ReturnType<typeof explainer> | undefined;
  return {
    identity,
    pipeline,
    pipelineText,
    score: (rows) => scorer.scoreRows(rows),
    // Made when it is asked for: it takes longer than all the rest.
    explainer: () => explain ??= explainer(pipeline),
  };
}
