/** The prediction log as CSV files: answers, shadows, rejections and feedback, each beside the other. */
import { exitCode, UserError } from "@/errors.ts";
import { formatFields } from "@/data/canonical.ts";
import { openGroupCommit } from "@/adapters/files/group_commit.ts";
import type { Schema } from "@/schema/column.ts";
import { predictionLogHeader } from "@/workflows/prediction_log/header.ts";
import type { Journal, PredictionRecord } from "@/workflows/serve/journal.ts";

/**
 * Opens the log at a path such as `prediction_log.csv`; its companions' names derive from it.
 *
 * @throws {UserError} when a file cannot be opened, or is no log of this schema
 */
export async function openCsvJournal(path: string, schema: Schema): Promise<Journal> {
  const header = formatFields(predictionLogHeader(schema));
  const beside = (name: string) => `${path.replace(/\.csv$/, "")}.${name}.csv`;
  const files = await Promise.all([
    open(path, header),
    open(beside("shadow"), header),
    open(beside("rejected"), "timestamp,request_id,field,reason"),
    open(beside("feedback"), "timestamp,request_id,label"),
  ]);
  const [predictions, shadows, rejections, feedback] = files;
  const lines = (records: readonly PredictionRecord[]) =>
    records.map((record) => predictionLine(schema, record)).join("");
  return {
    get waitingCount() {
      return files.reduce((sum, { waitingCount }) => sum + waitingCount, 0);
    },
    predictions: (records) => predictions.append(lines(records)),
    shadows: (records) => shadows.append(lines(records)),
    rejection: ({ timestampMs, requestId, faults }) =>
      rejections.append(
        faults.map(({ field, message }) =>
          toLine([timestamp(timestampMs), requestId, safe(field), safe(message)])
        ).join(""),
      ),
    feedback: ({ timestampMs, requestId, label }) =>
      feedback.append(toLine([timestamp(timestampMs), requestId, String(label)])),
    async close() {
      await Promise.all(files.map((file) => file.close()));
    },
  };
}

async function open(path: string, header: string) {
  try {
    return await openGroupCommit(path, header);
  } catch (cause) {
    throw new UserError(`Cannot write the log ${path}: ${(cause as Error).message}`, {
      exitCode: exitCode.data,
      hint: "Check the folder's permissions, or choose another file with --log.",
      cause,
    });
  }
}

function predictionLine(schema: Schema, record: PredictionRecord): string {
  const { timestampMs, requestId, model, inputs, answer, latencyMs } = record;
  return toLine([
    timestamp(timestampMs),
    requestId,
    safe(model.name),
    safe(model.version),
    model.runId,
    model.dataSource,
    ...schema.features.map(({ name }) => rawText(inputs[name])),
    String(answer.prediction),
    String(answer.probability),
    answer.warnings.map(({ column, kind }) => `${column}:${kind}`).join(" "),
    latencyMs.toFixed(3),
    "",
  ]);
}

const timestamp = (timestampMs: number) => new Date(timestampMs).toISOString();

const toLine = (fields: readonly string[]) => `${formatFields(fields)}\n`;

function rawText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? safe(value) : String(value);
}

/** A spreadsheet takes text that begins so for a formula; a mark before it says that it is text. */
const formula = /^['=+\-@\t\r]/;

function safe(text: string): string {
  return formula.test(text) && !isNumber.test(text) ? `'${text}` : text;
}

const isNumber = /^[+-]?[\d.]+$/;
