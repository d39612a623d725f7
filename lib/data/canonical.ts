/** The one way a table is written, so that equal tables are equal bytes. */
import { readCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";

/**
 * A cell as the table spells it: a number in its shortest form, a category's label, nothing for
 * missing. Zeros that mean missing stay, and so does text the schema does not know.
 */
export function canonicalCell(schema: Schema, column: Column, text: string): string {
  const { value, issue } = readCell(schema, column, text);
  if (issue === "missing") return "";
  if (issue === "zero-as-missing") return "0";
  return value === null ? text.trim() : String(value);
}

/** The header line, without its line end. */
export function canonicalHeader(schema: Schema): string {
  return schema.columns.map(({ name }) => name).join(",");
}

/** One line of fields, quoted where the text demands it, without its line end. */
export function formatFields(fields: readonly string[]): string {
  return fields.map((field) => /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
    .join(",");
}
