/** Reads one cell by its column's declaration: codes, labels, numbers as text, every spelling of missing. */
import type { CategoricalColumn, Column, NumericColumn, Schema } from "@/schema/column.ts";

/** A clean value: a number, a category's label, or null for missing. */
export type Cell = number | string | null;

/** What reading a cell found beside its value. */
export type CellIssue =
  /** Missing in the source. */
  | "missing"
  /** A zero that means "not measured", read as missing. */
  | "zero-as-missing"
  /** A category that the schema does not declare, read as missing. */
  | "unknown-category"
  /** A possible but implausible number, kept. */
  | "out-of-range"
  /** Text where a number belongs; no value. */
  | "not-a-number"
  /** A number that cannot be, or a fraction where only integers are; no value. */
  | "impossible";

/** A cell that was read. */
export interface ReadCell {
  readonly value: Cell;
  readonly issue?: CellIssue;
}

/** Whether an issue means that the row cannot be used as it is. */
export function isRefused(issue: CellIssue): boolean {
  return issue === "not-a-number" || issue === "impossible";
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads one raw value: a number, text, boolean, null or undefined. */
export function readCell(schema: Schema, column: Column, raw: unknown): ReadCell {
  const plain = typeof raw === "string" ? raw.trim() : raw;
  if (isMissing(schema, plain)) return { value: null, issue: "missing" };
  return column.kind === "numeric" ? readNumber(column, plain) : readCategory(column, plain);
}

function isMissing(schema: Schema, raw: unknown): boolean {
  if (raw === null || raw === undefined || raw === "") return true;
  if (typeof raw === "number") return Number.isNaN(raw);
  return typeof raw === "string" && schema.missingSpellings.includes(raw.toLowerCase());
}

function readNumber(column: NumericColumn, raw: unknown): ReadCell {
  const isNumeric = typeof raw === "number" || (typeof raw === "string" && decimal.test(raw));
  if (!isNumeric) return { value: null, issue: "not-a-number" };
  const value = Number(raw);
  const [lowest, highest] = column.limits;
  if (!Number.isFinite(value) || value < lowest || value > highest) {
    return { value: null, issue: "impossible" };
  }
  if (column.zeroMeansMissing && value === 0) return { value: null, issue: "zero-as-missing" };
  if (column.integer && !Number.isInteger(value)) return { value: null, issue: "impossible" };
  const [least, most] = column.plausible;
  return value < least || value > most ? { value, issue: "out-of-range" } : { value };
}

function readCategory(column: CategoricalColumn, raw: unknown): ReadCell {
  if (typeof raw === "object") return { value: null, issue: "unknown-category" };
  const text = String(raw).toLowerCase();
  const label = spellings(column).get(text) ?? spellings(column).get(canonicalNumber(text));
  return label === undefined ? { value: null, issue: "unknown-category" } : { value: label };
}

/** `"2.0"` and `"02"` are the code `"2"`. */
function canonicalNumber(text: string): string {
  return decimal.test(text) ? String(Number(text)) : text;
}

const spellingsByColumn = new WeakMap<CategoricalColumn, ReadonlyMap<string, string>>();

/** Every accepted spelling of a column's categories, in lower case, and the label it means. */
export function spellings(column: CategoricalColumn): ReadonlyMap<string, string> {
  let known = spellingsByColumn.get(column);
  if (!known) {
    known = new Map(
      column.categories.flatMap(({ code, label, aliases }) =>
        [code, label.toLowerCase(), ...aliases].map((spelling) => [spelling, label] as const)
      ),
    );
    spellingsByColumn.set(column, known);
  }
  return known;
}
