/** The service's model within the page: the same code reads, scores and explains a patient. */
import type { TrainingRange } from "@/drift/training_range.ts";
import { UserError } from "@/errors.ts";
import type { Explanation } from "@/explain/explainer.ts";
import type { Schema } from "@/schema/column.ts";
import type { RawRow, Row } from "@/schema/row.ts";
import {
  type Answer,
  answerOf,
  isRefusal,
  readPatient,
  type Refusal,
} from "@/workflows/serve/answer.ts";
import type { ModelIdentity } from "@/workflows/serve/fetched_model.ts";
import { openScoringModel, type ScoringModel } from "@/workflows/serve/served_model.ts";

/** What the service sends of its model. */
export interface PageModelFile {
  readonly schema: Schema;
  readonly identity: ModelIdentity;
  readonly pipelineText: string;
  /** What each column held in training, without the patients. */
  readonly ranges: readonly TrainingRange[];
}

/** An answer with its reasons. */
export interface ExplainedAnswer extends Answer {
  /** Undefined for a model that cannot be taken apart. */
  readonly explanation: Explanation | undefined;
}

/** A model that answers in the page. */
export interface PageModel {
  readonly schema: Schema;
  readonly identity: ModelIdentity;
  readonly threshold: number;
  /** Whether answers come with their reasons. */
  readonly isExplainable: boolean;
  /** The answer about one patient, or what is wrong with the fields. */
  ask(raw: RawRow): ExplainedAnswer | Refusal;
}

/**
 * Reads and tests the model as the service did.
 *
 * @throws {UserError} when it cannot be used here
 */
export function openPageModel({ schema, ranges, ...file }: PageModelFile): PageModel {
  const model = openScoringModel(file, schema);
  const { identity, pipeline } = model;
  const explain = explainerOf(model);
  return {
    schema,
    identity,
    threshold: pipeline.threshold,
    isExplainable: explain !== undefined,
    ask(raw) {
      const patient = readPatient(schema, raw, "refuse");
      if (isRefusal(patient)) return patient;
      const [probability] = model.score([patient.row]);
      return {
        ...answerOf({ pipeline, ranges }, patient, probability),
        explanation: explain?.(patient.row),
      };
    },
  };
}

/** There is one for all but a logistic regression that was saved before it could be explained. */
function explainerOf(model: ScoringModel): ((row: Row) => Explanation) | undefined {
  try {
    return model.explainer();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
