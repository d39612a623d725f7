/** What is kept of requests, as the text of the log's columns. */
import type { Schema } from "@/schema/column.ts";
import type {
  FeedbackRecord,
  PredictionRecord,
  RejectionRecord,
} from "@/workflows/serve/journal.ts";

/** A prediction's fields, in the order of `predictionLogHeader`; the outcome comes later. */
export function predictionFields(
  { features }: Pick<Schema, "features">,
  { timestampMs, requestId, model, inputs, answer, latencyMs }: PredictionRecord,
): string[] {
  return [
    timestamp(timestampMs),
    requestId,
    model.name,
    model.version,
    model.runId,
    model.dataSource,
    ...features.map(({ name }) => rawText(inputs[name])),
    String(answer.prediction),
    String(answer.probability),
    answer.warnings.map(({ column, kind }) => `${column}:${kind}`).join(" "),
    latencyMs.toFixed(3),
    "",
  ];
}

/** The fields of each fault, in the order of `rejectionLogHeader`. */
export function rejectionFields({ timestampMs, requestId, faults }: RejectionRecord): string[][] {
  return faults.map(({ field, message }) => [timestamp(timestampMs), requestId, field, message]);
}

/** A true label's fields, in the order of `feedbackLogHeader`. */
export function feedbackFields({ timestampMs, requestId, label }: FeedbackRecord): string[] {
  return [timestamp(timestampMs), requestId, String(label)];
}

const timestamp = (timestampMs: number) => new Date(timestampMs).toISOString();

function rawText(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
