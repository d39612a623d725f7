/** Reads one record of a file by the schema, and says what in it cannot be used. */
import type { CsvRecord } from "@/data/csv.ts";
import { type Problem, quoteFound } from "@/data/problem.ts";
import { type CellIssue, type ReadCell, readCell } from "@/schema/cell.ts";
import type { Column, NumericColumn, Schema } from "@/schema/column.ts";

/** A record whose cells were read. */
export interface ReadRecord {
  /** `cells[i]` belongs to the i-th of the given columns; absent where that is unknown. */
  readonly cells: readonly (ReadCell | undefined)[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a record's fields as the given columns, in that order; an undefined column is not read.
 *
 * Features may be missing or of an unknown category; the identifier, the site and the target
 * may not.
 */
export function readRecord(
  schema: Schema,
  columns: readonly (Column | undefined)[],
  record: CsvRecord,
): ReadRecord {
  const { line, fields } = record;
  if (fields.length !== columns.length) {
    return { cells: [], problems: [describeWidth(record, columns.length)] };
  }
  const problems: Problem[] = [];
  const cells = columns.map((column, index) => {
    if (!column) return undefined;
    const cell = readCell(schema, column, fields[index]);
    if (cell.issue && isUnusable(column, cell.issue)) {
      problems.push(describeCell(line, column, fields[index], cell.issue));
    }
    return cell;
  });
  return { cells, problems };
}

function describeWidth({ line, fields }: CsvRecord, columnCount: number): Problem {
  return {
    line,
    found: fields.length === 1 ? "1 field" : `${fields.length} fields`,
    required: `${columnCount} fields, one for each column`,
    hint: fields.length < columnCount
      ? "A row that is cut short often means an incomplete download or copy."
      : "Put fields that hold the separator in quotation marks.",
  };
}

function isUnusable(column: Column, issue: CellIssue): boolean {
  if (issue === "not-a-number" || issue === "impossible") return true;
  return column.role !== "feature" && (issue === "missing" || issue === "unknown-category");
}

/** Why a cell makes its row unusable. */
export function describeCell(
  line: number,
  column: Column,
  text: string,
  issue: CellIssue,
): Problem {
  const found = issue === "missing" ? "nothing" : quoteFound(text);
  const problem = { line, column: column.name, found, required: describeRequired(column) };
  const hasDecimalComma = column.kind === "numeric" && /^\s*[+-]?\d*,\d+\s*$/.test(text);
  return hasDecimalComma
    ? { ...problem, hint: "Write decimal points, not commas (2.3, not 2,3)." }
    : problem;
}

function describeRequired(column: Column): string {
  if (column.kind === "categorical") {
    return `one of ${column.categories.map(({ label }) => label).join(", ")}`;
  }
  return `${column.integer ? "an integer" : "a number"} ${describeBounds(column)}`;
}

function describeBounds({ limits: [lowest, highest], unit }: NumericColumn): string {
  const bounds = highest === Number.MAX_SAFE_INTEGER
    ? `of at least ${lowest}`
    : `from ${lowest} to ${highest}`;
  return unit ? `${bounds} ${unit}` : bounds;
}
