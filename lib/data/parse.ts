/** Turns a CSV's text into the labelled dataset and its quality report, or refuses it with every reason. */
import { createHash } from "node:crypto";
import { canonicalCell, canonicalHeader, formatFields } from "@/data/canonical.ts";
import { type CsvRecord, readCsv } from "@/data/csv.ts";
import type { Dataset } from "@/data/dataset.ts";
import { checkHeader, headerName } from "@/data/header.ts";
import { type Problem, refuseProblems } from "@/data/problem.ts";
import {
  findDuplicates,
  measureColumns,
  measureSites,
  type QualityReport,
  type SiteCorrection,
} from "@/data/quality.ts";
import { readRecord } from "@/data/record.ts";
import { circulatingTable, uciTableDigest } from "@/data/uci/known_tables.ts";
import type { Cell, ReadCell } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";

/** A table that was read. */
export interface ParsedTable {
  /** Its source is `uci` when the content is UCI's, whatever the file's form, else `file`. */
  readonly dataset: Dataset;
  readonly quality: QualityReport;
  /** The same table in canonical form, the known mistake put right; the digest is of this text. */
  readonly text: string;
}

/**
 * Reads CSV text with a header line; columns may stand in any order, values may be codes or
 * labels.
 *
 * @throws {UserError} that names file, line and column of everything that cannot be used
 */
export function parseDataset(schema: Schema, text: string, fileName: string): ParsedTable {
  const { records, notes, problems } = readCsv(text);
  const { lines, cells } = readRows(schema, records, fileName, problems);
  return assemble(schema, { lines, cells, fileName, notes });
}

interface ReadRows {
  /** n rows × the schema's columns, as canonical text. */
  readonly lines: string[][];
  /** n rows × the schema's columns. */
  readonly cells: ReadCell[][];
}

function readRows(
  schema: Schema,
  [header, ...records]: readonly CsvRecord[],
  fileName: string,
  formProblems: readonly Problem[],
): ReadRows {
  const problems = [...formProblems, ...checkExtent(header, records)];
  const rows: ReadRows = { lines: [], cells: [] };
  if (header) {
    problems.push(...checkHeader(schema, header.line, header.fields));
    const names = header.fields.map(headerName);
    const columns = names.map((name) => schema.columns.find((column) => column.name === name));
    const places = schema.columns.map(({ name }) => names.indexOf(name));
    const isKnown = columns.some((column) => column !== undefined);
    for (const record of isKnown ? records : []) {
      const read = readRecord(schema, columns, record);
      problems.push(...read.problems);
      rows.cells.push(places.map((place) => read.cells[place] as ReadCell));
      rows.lines.push(
        schema.columns.map((column, index) =>
          canonicalCell(schema, column, record.fields[places[index]] ?? "")
        ),
      );
    }
    problems.push(...findRepeatedIds(schema, records, names.indexOf(schema.identifier.name)));
  }
  refuseProblems(`read ${fileName} as the table ${schema.name}`, [{ fileName, problems }]);
  return rows;
}

function checkExtent(header: CsvRecord | undefined, records: readonly CsvRecord[]): Problem[] {
  const required = "a header line and at least one row";
  if (!header) return [{ found: "nothing, the file is empty", required }];
  return records.length === 0 ? [{ found: "a single line and no rows", required }] : [];
}

function findRepeatedIds(schema: Schema, records: readonly CsvRecord[], place: number): Problem[] {
  const firstLines = new Map<string, number>();
  return records.flatMap(({ line, fields }) => {
    const id = (fields[place] ?? "").trim();
    const firstLine = firstLines.get(id);
    if (id !== "" && firstLine === undefined) firstLines.set(id, line);
    if (firstLine === undefined) return [];
    const found = `${id}, which line ${firstLine} has too`;
    const column = schema.identifier.name;
    return [{ line, column, found, required: "a number of its own for each row" }];
  });
}

function assemble(
  schema: Schema,
  table: ReadRows & { fileName: string; notes: readonly string[] },
): ParsedTable {
  const { cells, fileName, notes } = table;
  const place = (name: string) => schema.columns.findIndex((column) => column.name === name);
  const idPlace = place(schema.identifier.name);
  const sitePlace = place(schema.site.name);
  const targetPlace = place(schema.target.name);
  const features = schema.features.map(({ name }) => [name, place(name)] as const);

  const ids = cells.map((row) => Number(row[idPlace].value));
  const { lines, correction } = correctSite(schema, table.lines, sitePlace, ids);
  const text = formatTable(schema, lines);
  const digest = digestOf(text);
  const dataset: Dataset = {
    source: digest === uciTableDigest ? "uci" : "file",
    digest,
    rows: cells.map((row): Record<string, Cell> =>
      Object.fromEntries(features.map(([name, index]) => [name, row[index].value]))
    ),
    labels: Uint8Array.from(
      cells,
      (row) => Number(row[targetPlace].value) >= schema.target.positiveFrom ? 1 : 0,
    ),
    sites: lines.map((line) => line[sitePlace]),
    ids,
  };
  const withoutId = lines.map((line) => formatFields(line.toSpliced(idPlace, 1)));
  return {
    dataset,
    text,
    quality: {
      fileName,
      rowCount: ids.length,
      positiveCount: dataset.labels.reduce((sum, label) => sum + label, 0),
      columns: measureColumns(schema, cells),
      sites: measureSites(schema, dataset),
      duplicates: findDuplicates(ids, withoutId),
      siteCorrection: correction,
      notes,
    },
  };
}

/** Puts the row right that the copy in circulation assigns to the wrong site; no other table is touched. */
function correctSite(
  schema: Schema,
  lines: readonly (readonly string[])[],
  sitePlace: number,
  ids: readonly number[],
): { lines: readonly (readonly string[])[]; correction: SiteCorrection | undefined } {
  if (digestOf(formatTable(schema, lines)) !== circulatingTable.digest) {
    return { lines, correction: undefined };
  }
  const { misplacedId, siteCode } = circulatingTable;
  const index = ids.indexOf(misplacedId);
  const found = lines[index][sitePlace];
  const corrected = canonicalCell(schema, schema.site, siteCode);
  return {
    lines: lines.with(index, lines[index].with(sitePlace, corrected)),
    correction: { id: ids[index], found, corrected },
  };
}

function formatTable(schema: Schema, lines: readonly (readonly string[])[]): string {
  return [canonicalHeader(schema), ...lines.map(formatFields), ""].join("\n");
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
