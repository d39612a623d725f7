/** The service's model within the page: the same code reads, scores and explains a patient. */
import { UserError } from "@/errors.ts";
import type { Explanation } from "@/explain/explainer.ts";
import type { Schema } from "@/schema/column.ts";
import { type RawRow, readRow } from "@/schema/row.ts";
import { type Answer, answerOf, isRefusal, readPatient } from "@/workflows/serve/answer.ts";
import type { Refusal } from "@/workflows/serve/answer.ts";
import type { FetchedModel, ModelIdentity } from "@/workflows/serve/fetched_model.ts";
import { type ServedModel, serveModel } from "@/workflows/serve/served_model.ts";

/** What the service sends of its model. */
export interface PageModelFile {
  readonly schema: Schema;
  readonly model: FetchedModel;
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
export function openPageModel({ schema, model }: PageModelFile): PageModel {
  const served = serveModel(model, schema);
  const isExplainable = canBeExplained(served, schema);
  return {
    schema,
    identity: served.identity,
    threshold: served.pipeline.threshold,
    isExplainable,
    ask(raw) {
      const patient = readPatient(schema, raw, "refuse");
      if (isRefusal(patient)) return patient;
      const [probability] = served.score([patient.row]);
      const explanation = isExplainable ? served.explain(patient.row) : undefined;
      return { ...answerOf(served, patient, probability), explanation };
    },
  };
}

/** All but a logistic regression that was saved before it could be explained. */
function canBeExplained(model: ServedModel, schema: Schema): boolean {
  try {
    model.explain(readRow(schema, {}).row);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
