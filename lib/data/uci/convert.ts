/** Makes the one labelled table from UCI's four `processed.*.data` files. */
import { canonicalCell, canonicalHeader, formatFields } from "@/data/canonical.ts";
import { readCsv } from "@/data/csv.ts";
import { refuseProblems } from "@/data/problem.ts";
import { readRecord } from "@/data/record.ts";
import { uciFileDigests } from "@/data/uci/known_tables.ts";
import type { Schema } from "@/schema/column.ts";

/** One of the four files: where it is expected and what it must be. */
export interface UciFile {
  /** Such as `processed.cleveland.data`. */
  readonly name: string;
  /** Code of the site whose rows it holds. */
  readonly siteCode: string;
  /** SHA-256 of UCI's own copy. */
  readonly digest: string;
}

/** The four files, in the table's order. */
export const uciFiles: readonly UciFile[] = [...uciFileDigests].map(([siteCode, digest]) => ({
  name: `processed.${siteCode}.data`,
  siteCode,
  digest,
}));

/**
 * The labelled table as canonical CSV text, rows numbered from 1 in the files' order.
 *
 * The files have no header; their fields are the features and the target in the schema's order,
 * in codes, `?` for missing.
 *
 * @param texts each file's text by its name
 * @throws {UserError} that names file, line and column of everything that cannot be used
 */
export function convertUciFiles(schema: Schema, texts: ReadonlyMap<string, string>): string {
  const columns = [...schema.features, schema.target];
  const lines = [canonicalHeader(schema)];
  const files = uciFiles.map(({ name: fileName, siteCode }) => {
    const { records, problems: formProblems } = readCsv(texts.get(fileName) ?? "");
    const problems = [...formProblems];
    if (records.length === 0) problems.push({ found: "no rows", required: "a line a patient" });
    for (const record of records) {
      problems.push(...readRecord(schema, columns, record).problems);
      const fields = new Map([
        [schema.identifier.name, String(lines.length)],
        [schema.site.name, siteCode],
        ...columns.map(({ name }, index) => [name, record.fields[index] ?? ""] as const),
      ]);
      lines.push(formatFields(
        schema.columns.map((column) => canonicalCell(schema, column, fields.get(column.name)!)),
      ));
    }
    return { fileName, problems };
  });
  refuseProblems("convert UCI's files", files);
  return [...lines, ""].join("\n");
}
