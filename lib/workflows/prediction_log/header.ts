/** The columns of the prediction log and its companions; the schema alone names those of a patient. */
import type { Schema } from "@/schema/column.ts";

/** What is known of a request before its answer. */
const requestColumns = [
  "timestamp",
  "request_id",
  "model_name",
  "model_version",
  "run_id",
  "data_source",
] as const;

/** What the answer was, and what became of the patient. */
const answerColumns = ["prediction", "probability", "warnings", "latency_ms", "outcome"] as const;

/** Names of the log's columns in their order; the log of shadow answers has the same. */
export function predictionLogHeader({ features }: Pick<Schema, "features">): string[] {
  return [...requestColumns, ...features.map(({ name }) => name), ...answerColumns];
}

/** Columns of the log of refused requests, which has a row for each fault. */
export const rejectionLogHeader = ["timestamp", "request_id", "field", "reason"] as const;

/** Columns of the log of true labels. */
export const feedbackLogHeader = ["timestamp", "request_id", "label"] as const;
