/** Writes rows of a table as canonical CSV. */
import { canonicalHeader, formatFields } from "@/data/canonical.ts";
import type { TableRow } from "@/data/synthetic/generate.ts";
import type { Schema } from "@/schema/column.ts";

/** CSV text in pieces of about 1,000 lines, the header first. */
export function* formatCsv(
  schema: Schema,
  rows: Iterable<TableRow>,
): Generator<string, void, undefined> {
  const names = schema.columns.map(({ name }) => name);
  let lines = [canonicalHeader(schema)];
  for (const row of rows) {
    lines.push(formatFields(names.map((name) => String(row[name] ?? ""))));
    if (lines.length === 1000) {
      yield `${lines.join("\n")}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}
