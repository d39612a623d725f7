/** CSV files of any size as tables to score. */
import { explainRead } from "@/adapters/files/explain_read.ts";
import { readPieces } from "@/adapters/files/read_pieces.ts";
import { detectDelimiter } from "@/data/csv.ts";
import { CsvSplitter, type SplitPiece } from "@/data/csv_splitter.ts";
import { type Problem, refuseProblems } from "@/data/problem.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { TableBatch, TableReader } from "@/workflows/score/table.ts";

/** The fields of n rows. */
export type CsvRows = readonly (readonly string[])[];

/** A CSV file that is being read. */
export interface CsvReader extends TableReader<CsvRows>, AsyncDisposable {
  /** What stands between fields. */
  readonly separator: string;
}

interface FilePiece extends SplitPiece {
  readonly separator: string;
  /** Bytes read by now. */
  readonly byteCount: number;
}

/** A first line longer than this is all of the text that tells its separator. */
const longestSample = 2 ** 20;

/**
 * Opens a CSV file with a header line, its fields separated by what its first line holds most of:
 * commas, semicolons, tabs or bars.
 *
 * @throws {UserError} when the file cannot be read, is empty or is no text
 */
export async function openCsvReader(path: string): Promise<CsvReader> {
  const { size } = await explainRead(path, () => Deno.stat(path));
  const pieces = splitFile(path);
  const first = await pieces.next();
  const header = first.value?.records[0];
  if (!first.value || !header) {
    await pieces.return();
    throw new UserError(`Cannot score ${path}: found no header line.`, {
      exitCode: exitCode.data,
      hint: "The first line must name the columns.",
    });
  }
  const { separator, records, problems } = first.value;
  const inHeader = problems.filter(({ line }) => line! < header.line);
  if (inHeader.length > 0) await pieces.return();
  refuseProblems(`score ${path}`, [{ fileName: path, problems: inHeader }]);
  const firstRows: FilePiece = { ...first.value, records: records.slice(1) };
  const width = header.fields.length;
  return {
    separator,
    columnNames: header.fields,
    totalCount: size,
    unit: "bytes",
    async *batches() {
      yield toBatch(firstRows, width);
      for await (const piece of pieces) yield toBatch(piece, width);
    },
    [Symbol.asyncDispose]: async () => void await pieces.return(),
  };
}

/** A file's records; the first piece has one, unless the file has none. */
async function* splitFile(path: string): AsyncGenerator<FilePiece, void, undefined> {
  let [text, byteCount, separator] = ["", 0, ""];
  let splitter: CsvSplitter | undefined;
  let problems: readonly Problem[] = [];
  let hasRecords = false;
  const split = (isLast: boolean): FilePiece => {
    if (!splitter) {
      separator = detectDelimiter(text);
      splitter = new CsvSplitter(separator);
    }
    const piece = splitter.split(text, isLast);
    text = "";
    return { ...piece, problems: [...problems, ...piece.problems], separator, byteCount };
  };
  for await (const piece of readPieces(path)) {
    text += piece.text;
    byteCount = piece.byteCount;
    if (!splitter && text.length < longestSample && !/\S.*[\r\n]/.test(text)) continue;
    const found = split(false);
    hasRecords ||= found.records.length > 0;
    problems = hasRecords ? [] : found.problems;
    if (hasRecords) yield found;
  }
  yield split(true);
}

/** Whole rows, and what is wrong with the others. */
function toBatch(piece: FilePiece, width: number): TableBatch<CsvRows> {
  const problems = [...piece.problems];
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  for (const { line, fields } of piece.records) {
    if (fields.length === width) {
      rows.push(fields);
      lines.push(line);
    } else {
      const found = fields.length === 1 ? "1 field" : `${fields.length} fields`;
      problems.push({ line, found, required: `${width} fields, one for each column` });
    }
  }
  return {
    rows,
    lines,
    values: (place) => rows.map((fields) => fields[place]),
    problems,
    doneCount: piece.byteCount,
  };
}
