/** The service's model within the page: the same code reads, scores and explains a patient. */
import { explainer, type Explanation } from "@/explain/explainer.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";
import type { RawRow, Row } from "@/schema/row.ts";
import { type Answer, answerOf, isRefusal, readPatient } from "@/workflows/serve/answer.ts";
import type { Refusal } from "@/workflows/serve/answer.ts";
import type { FetchedModel, ModelIdentity } from "@/workflows/serve/fetched_model.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";

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
  const explain = explainerOf(served.pipeline);
  return {
    schema,
    identity: served.identity,
    threshold: served.pipeline.threshold,
    ask(raw) {
      const patient = readPatient(schema, raw, "refuse");
      if (isRefusal(patient)) return patient;
      const [probability] = served.score([patient.row]);
      return { ...answerOf(served, patient, probability), explanation: explain?.(patient.row) };
    },
  };
}

/** Undefined for a logistic regression that was saved before it could be explained. */
function explainerOf(pipeline: Pipeline): ((row: Row) => Explanation) | undefined {
  try {
    return explainer(pipeline);
  } catch {
    return undefined;
  }
}
