/** The distributions that a model was fitted on: what monitoring compares the present with. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

const count = z.int().min(0);

const numericReference = z.strictObject({
  kind: z.literal("numeric"),
  column: z.string(),
  missing: count,
  /** Distinct values, ascending. */
  values: z.array(z.number()),
  /** How often each stands. */
  counts: z.array(count),
});

const categoricalReference = z.strictObject({
  kind: z.literal("categorical"),
  column: z.string(),
  missing: count,
  /** All labels of the schema, in its order. */
  labels: z.array(z.string()),
  counts: z.array(count),
});

const referenceSchema = z.strictObject({
  format: z.literal("heart-reference"),
  version: z.literal(1),
  /** Number of rows. */
  rows: count,
  /** How many of them have the disease. */
  positives: count,
  columns: z.array(z.discriminatedUnion("kind", [numericReference, categoricalReference])),
  /** Distinct probabilities that the model gave rows it had not seen, ascending, and their counts. */
  probabilities: z.strictObject({ values: z.array(z.number()), counts: z.array(count) }),
});

/** Exact marginal distributions of n rows, as plain data. */
export type Reference = Readonly<z.output<typeof referenceSchema>>;

/** One column's part of a reference. */
export type ColumnReference = Reference["columns"][number];

/**
 * The reference of n training rows.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of disease, each from a model that had not seen the row:
 *   those of seen rows are too sure of themselves to compare anything with
 */
export function buildReference(
  schema: Schema,
  rows: readonly Row[],
  labels: Uint8Array,
  probabilities: Float64Array,
): Reference {
  return {
    format: "heart-reference",
    version: 1,
    rows: rows.length,
    positives: labels.reduce((sum, label) => sum + label, 0),
    columns: schema.features.map((column) => columnReference(column, rows)),
    probabilities: distinct([...probabilities]),
  };
}

function columnReference(column: Column, rows: readonly Row[]): ColumnReference {
  const present = rows.map((row) => row[column.name]).filter((cell) => cell !== null);
  const head = { column: column.name, missing: rows.length - present.length };
  if (column.kind === "numeric") {
    return { kind: "numeric", ...head, ...distinct(present as number[]) };
  }
  const labels = column.categories.map(({ label }) => label);
  const counts = labels.map((label) => present.filter((cell) => cell === label).length);
  return { kind: "categorical", ...head, labels, counts };
}

function distinct(numbers: readonly number[]): { values: number[]; counts: number[] } {
  const counts = Map.groupBy(numbers.toSorted((a, b) => a - b), (value) => value);
  return { values: [...counts.keys()], counts: Array.from(counts.values(), (all) => all.length) };
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
