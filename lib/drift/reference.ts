/** What a model was fitted on: the rows and probabilities that monitoring compares the present with. */
import { z } from "zod";
import type { Random } from "@/data/random.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

/** A reference holds at most so many rows; more would tell drift of no interest. */
export const mostReferenceRows = 1000;

const count = z.int().min(0);
const probability = z.number().min(0).max(1);

const numericReference = z.strictObject({
  kind: z.literal("numeric"),
  column: z.string(),
  /** k values, null where missing. */
  cells: z.array(z.number().nullable()),
});

const categoricalReference = z.strictObject({
  kind: z.literal("categorical"),
  column: z.string(),
  /** All labels of the schema, in its order. */
  labels: z.array(z.string()),
  /** k places among the labels, null where missing. */
  cells: z.array(count.nullable()),
});

const referenceSchema = z.strictObject({
  format: z.literal("heart-reference"),
  version: z.literal(2),
  /** Number of training rows. */
  rows: count,
  /** How many of them have the disease. */
  positives: count,
  columns: z.array(z.discriminatedUnion("kind", [numericReference, categoricalReference])),
  /** k labels, 0 or 1. */
  labels: z.array(z.int().min(0).max(1)),
  /** k probabilities, each from a model of another fold, which had not seen the row. */
  probabilities: z.array(probability),
  /** What the model itself gave rows that were held out from it, at most 1,000 of them. */
  heldOutProbabilities: z.array(probability),
}).refine(
  ({ columns, labels, probabilities }) =>
    probabilities.length === labels.length &&
    columns.every(({ cells }) => cells.length === labels.length),
  "its columns differ in length",
).refine(
  ({ columns }) =>
    columns.every((column) =>
      column.kind === "numeric" ||
      column.cells.every((place) => place === null || place < column.labels.length)
    ),
  "it has a category without a label",
);

/**
 * k ≤ 1,000 of n training rows, column by column: whole rows, since columns go together and so do
 * their false alarms; with labels, from which calibration is learned. Keep it as safe as the
 * training data: it holds patients, though neither names nor sites.
 */
export type Reference = Readonly<z.output<typeof referenceSchema>>;

/** One column's part of a reference. */
export type ColumnReference = Reference["columns"][number];

/** What a reference is made of. */
export interface ReferenceSource {
  /** n training rows. */
  readonly rows: readonly Row[];
  /** n labels, 0 or 1. */
  readonly labels: Uint8Array;
  /**
   * n probabilities of disease, each from a model that had not seen the row: those of seen rows
   * are too sure of themselves to compare anything with.
   */
  readonly probabilities: Float64Array;
  /** The model's probabilities for any number of rows held out from it. */
  readonly heldOutProbabilities: Float64Array;
}

/** The reference of n training rows: all of them, or 1,000 drawn without replacement. */
export function buildReference(
  schema: Schema,
  { rows, labels, probabilities, heldOutProbabilities }: ReferenceSource,
  random: Random,
): Reference {
  const chosen = choose(rows.length, random);
  const kept = Array.from(chosen, (index) => rows[index]);
  return {
    format: "heart-reference",
    version: 2,
    rows: rows.length,
    positives: labels.reduce((sum, label) => sum + label, 0),
    columns: schema.features.map((column) => columnReference(column, kept)),
    labels: Array.from(chosen, (index) => labels[index]),
    probabilities: Array.from(chosen, (index) => probabilities[index]),
    heldOutProbabilities: Array.from(
      choose(heldOutProbabilities.length, random),
      (index) => heldOutProbabilities[index],
    ),
  };
}

/** At most 1,000 of so many places, ascending. */
function choose(count: number, random: Random): Int32Array {
  const places = Int32Array.from({ length: count }, (_, place) => place);
  return random.shuffle(places).slice(0, mostReferenceRows).sort();
}

function columnReference(column: Column, rows: readonly Row[]): ColumnReference {
  const cells = rows.map((row) => row[column.name]);
  if (column.kind === "numeric") {
    // `+ 0` turns a negative zero into zero, as JSON does.
    const numbers = cells.map((cell) => cell === null ? null : Number(cell) + 0);
    return { kind: "numeric", column: column.name, cells: numbers };
  }
  const labels = column.categories.map(({ label }) => label);
  return {
    kind: "categorical",
    column: column.name,
    labels,
    cells: cells.map((cell) => cell === null ? null : labels.indexOf(String(cell))),
  };
}

/** A reference as one line of JSON with a newline at its end. */
export function serializeReference(reference: Reference): string {
  return `${JSON.stringify(reference)}\n`;
}

/**
 * Reads a reference that {@linkcode serializeReference} wrote.
 *
 * @param source what to call the text in errors, such as its path
 * @throws {UserError} when the text is cut off, something else, or from another version
 */
export function parseReference(text: string, source: string): Reference {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refusal(source, "it is not complete JSON", cause);
  }
  const parsed = referenceSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refusal(source, z.prettifyError(parsed.error));
}

function refusal(source: string, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot read the reference distribution ${source}: ${reason}.`, {
    exitCode: exitCode.data,
    hint: "Train the model again with this version: deno task tune",
    cause,
  });
}
