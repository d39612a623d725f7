/** One patient's features, read and checked by the schema. */
import type { Schema } from "@/schema/column.ts";
import { type Cell, type CellIssue, isRefused, readCell } from "@/schema/cell.ts";

/** A patient: every feature column's clean value, by name. */
export type Row = Readonly<Record<string, Cell>>;

/** What a person or program may send: values as codes, labels, numbers, text, booleans or nothing. */
export type RawRow = Readonly<Record<string, unknown>>;

/** Something noticed in one column of a row. */
export interface RowIssue {
  readonly column: string;
  readonly issue: CellIssue;
  /** The value as it came. */
  readonly found: unknown;
}

/** A row that was read; `refused` holds the issues that make it unusable. */
export interface ReadRow {
  readonly row: Row;
  readonly issues: readonly RowIssue[];
  readonly refused: readonly RowIssue[];
}

/** Reads the feature columns of a raw row; absent columns are missing, other columns are ignored. */
export function readRow(schema: Schema, raw: RawRow): ReadRow {
  const row: Record<string, Cell> = {};
  const issues: RowIssue[] = [];
  for (const column of schema.features) {
    const found = Object.hasOwn(raw, column.name) ? raw[column.name] : undefined;
    const { value, issue } = readCell(schema, column, found);
    row[column.name] = value;
    if (issue) issues.push({ column: column.name, issue, found });
  }
  return { row, issues, refused: issues.filter(({ issue }) => isRefused(issue)) };
}
