/** Reads the fields of a logged answer by the header's order. */
import type { AnsweredRow } from "@/drift/window_summary.ts";
import { isRefused } from "@/schema/cell.ts";
import { cachedCellReader } from "@/schema/cached_cells.ts";
import type { Schema } from "@/schema/column.ts";
import type { Cell } from "@/schema/cell.ts";
import type { RowIssue } from "@/schema/row.ts";
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

/** What stands in every row, as it stands there. */
export interface AnswerFields {
  /** ISO time in UTC; such times sort as text. */
  readonly at: string;
  readonly requestId: string;
  readonly model: AnsweringModel;
}

/** Reads rows of the prediction log. */
export interface AnswerReader {
  readonly fieldsOf: (fields: readonly string[]) => AnswerFields;
  /** The patient and the answer; undefined when they are none that a server would have written. */
  readonly answerOf: (fields: readonly string[]) => AnsweredRow | undefined;
}

/** A reader for logs of a schema; it remembers cells that it has seen. */
export function createAnswerReader(schema: Schema): AnswerReader {
  const header = predictionLogHeader(schema);
  const place = (name: string) => header.indexOf(name);
  const [at, requestId] = [place("timestamp"), place("request_id")];
  const [name, version, runId, dataSource] = [
    "model_name",
    "model_version",
    "run_id",
    "data_source",
  ]
    .map(place);
  const [prediction, probability, latency] = ["prediction", "probability", "latency_ms"].map(place);
  const inputs = schema.features.map((column) => ({
    column: column.name,
    place: place(column.name),
    read: cachedCellReader(schema, column),
  }));
  let last: AnsweringModel | undefined;

  /** Neighbouring rows mostly have the same model, so they share the object. */
  function modelOf(fields: readonly string[]): AnsweringModel {
    if (
      last === undefined || last.version !== fields[version] || last.name !== fields[name] ||
      last.runId !== fields[runId] || last.dataSource !== fields[dataSource]
    ) {
      last = {
        name: fields[name],
        version: fields[version],
        runId: fields[runId],
        dataSource: fields[dataSource],
      };
    }
    return last;
  }

  return {
    fieldsOf: (fields) => ({
      at: fields[at],
      requestId: fields[requestId],
      model: modelOf(fields),
    }),
    answerOf(fields) {
      const [called, stated] = [fields[prediction], fields[probability]];
      const value = stated === "" ? NaN : Number(stated);
      if (called !== "0" && called !== "1" || !(value >= 0 && value <= 1)) return undefined;
      const row: Record<string, Cell> = {};
      const issues: RowIssue[] = [];
      for (const { column, place, read } of inputs) {
        const found = fields[place];
        const cell = read(found);
        row[column] = cell.value;
        if (cell.issue === undefined) continue;
        if (isRefused(cell.issue)) return undefined;
        issues.push({ column, issue: cell.issue, found });
      }
      const latencyMs = fields[latency] === "" ? NaN : Number(fields[latency]);
      return {
        row,
        issues,
        probability: value,
        prediction: Number(called),
        latencyMs: latencyMs >= 0 ? latencyMs : undefined,
      };
    },
  };
}
