/** Splits CSV text into records with their line numbers, and says what is wrong with its form. */
import { parse } from "csv-parse/sync";
import type { Problem } from "@/data/problem.ts";

/** One record of a file. */
export interface CsvRecord {
  /** Line of the file on which the record ends, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** A file's records in order, the header first where there is one. */
export interface CsvTable {
  readonly records: readonly CsvRecord[];
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

const delimiters = new Map([[",", "commas"], [";", "semicolons"], ["\t", "tabs"], ["|", "bars"]]);

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Reads quoted and plain fields, LF, CRLF or CR line ends, and the separator of the first line. */
export function readCsv(text: string): CsvTable {
  const delimiter = detectDelimiter(text);
  const { records, problems } = splitRecords(text, delimiter);
  const isBlank = ({ fields }: CsvRecord) => fields.every((field) => field.trim() === "");
  const blankLines = records.filter(isBlank).map(({ line }) => line);
  const notes: string[] = [];
  if (delimiter !== ",") notes.push(`Fields are separated by ${delimiters.get(delimiter)}.`);
  if (blankLines.length > 0) notes.push(describeBlankLines(blankLines));
  return { records: records.filter((record) => !isBlank(record)), notes, problems };
}

function splitRecords(text: string, delimiter: string) {
  const brokenLines: number[] = [];
  let isLeftOpen = false;
  const parsed = parse(text, {
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    info: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") isLeftOpen = true;
      else brokenLines.push(Number(error?.["lines"]));
      return undefined;
    },
    // The types leave out what `info` adds.
  }) as unknown as readonly ParsedRecord[];
  const records = parsed.map(({ record, info }): CsvRecord => ({
    line: info.lines,
    fields: record,
  }));
  const required = 'fields in plain text, or quoted from end to end with inner quotes as ""';
  const problems = brokenLines.map((line): Problem => ({
    line,
    found: "a quotation mark within a field",
    required,
  }));
  if (isLeftOpen) {
    const lastWholeLine = Math.max(0, records.at(-1)?.line ?? 0, ...brokenLines.slice(-1));
    const found =
      "a quotation mark that is never closed, so that the rest of the file is one field";
    problems.push({ line: lastWholeLine + 1, found, required });
  }
  return { records, problems };
}

/** The separator that the first line holds most of; a comma when it holds none. */
export function detectDelimiter(text: string): string {
  const firstLine = /[^\r\n]+/.exec(text)?.[0] ?? "";
  let [best, bestCount] = [",", 0];
  for (const candidate of delimiters.keys()) {
    const count = firstLine.split(candidate).length - 1;
    if (count > bestCount) [best, bestCount] = [candidate, count];
  }
  return best;
}

function describeBlankLines(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(", ") + (lines.length > 5 ? ", …" : "");
  return lines.length === 1
    ? `Line ${shown} is blank and holds no row.`
    : `${lines.length} lines are blank and hold no row: ${shown}.`;
}
