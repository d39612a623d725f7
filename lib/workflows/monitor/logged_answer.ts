/** Reads the fields of a logged answer by the header's order. */
import type { AnsweredRow } from "@/drift/window_summary.ts";
import type { Schema } from "@/schema/column.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { predictionLogHeader } from "@/workflows/prediction_log/header.ts";

/** Which model answered. */
export interface AnsweringModel {
  /** The registered model. */
  readonly name: string;
  /** The registered version, or what else the server called it. */
  readonly version: string;
  /** The run that made it; empty when none is known. */
  readonly runId: string;
  /** What its patients were, such as `uci` or `synthetic`. */
  readonly dataSource: string;
}

/** What was answered. */
export type LoggedOutcome = Omit<AnsweredRow, "row" | "issues">;

/** Reads rows of the prediction log. */
export interface AnswerReader {
  /** ISO time in UTC; such times sort as text. */
  readonly at: (fields: readonly string[]) => string;
  readonly requestId: (fields: readonly string[]) => string;
  /** Rows of one model, one after the other, share the object. */
  readonly model: (fields: readonly string[]) => AnsweringModel;
  /** Undefined when it is none that a server would have given. */
  readonly outcome: (fields: readonly string[]) => LoggedOutcome | undefined;
  /** Where the schema's features stand, in their order. */
  readonly inputPlaces: readonly number[];
  /** The patient. */
  readonly row: (fields: readonly string[]) => Row;
}

/** A reader for logs of a schema. */
export function createAnswerReader(schema: Schema): AnswerReader {
  const header = predictionLogHeader(schema);
  const place = (name: string) => header.indexOf(name);
  const [at, requestId] = ["timestamp", "request_id"].map(place);
  const [name, version, runId, dataSource] = [
    "model_name",
    "model_version",
    "run_id",
    "data_source",
  ]
    .map(place);
  const [prediction, probability, latency] = ["prediction", "probability", "latency_ms"].map(place);
  const inputPlaces = schema.features.map((column) => place(column.name));
  let last: AnsweringModel | undefined;
  return {
    at: (fields) => fields[at],
    requestId: (fields) => fields[requestId],
    model(fields) {
      const isSame = last !== undefined && last.version === fields[version] &&
        last.runId === fields[runId] && last.name === fields[name] &&
        last.dataSource === fields[dataSource];
      if (last !== undefined && isSame) return last;
      return last = {
        name: fields[name],
        version: fields[version],
        runId: fields[runId],
        dataSource: fields[dataSource],
      };
    },
    outcome(fields) {
      const called = fields[prediction];
      const stated = numberOf(fields[probability]);
      if (called !== "0" && called !== "1" || !(stated >= 0 && stated <= 1)) return undefined;
      const latencyMs = numberOf(fields[latency]);
      return {
        probability: stated,
        prediction: called === "1" ? 1 : 0,
        latencyMs: latencyMs >= 0 ? latencyMs : undefined,
      };
    },
    inputPlaces,
    row: (fields) =>
      readRow(
        schema,
        Object.fromEntries(
          schema.features.map(({ name }, index) => [name, fields[inputPlaces[index]]]),
        ),
      ).row,
  };
}

function numberOf(text: string): number {
  return text === "" ? NaN : Number(text);
}
