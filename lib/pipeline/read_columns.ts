/** Reads raw columns by the schema into what a compiled pipeline scores, each spelling only once. */
import type { Problem } from "@/data/problem.ts";
import { describeCell } from "@/data/record.ts";
import { type ColumnBatch, emptyColumns, missingCategory } from "@/preprocess/columns.ts";
import type { ColumnEncoding, Encoder } from "@/preprocess/encoder.ts";
import { type CellIssue, isRefused, readCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";

/** n raw rows, by column. */
export interface RawColumns {
  /** n lines of the file, from 1. */
  readonly lines: ArrayLike<number>;
  /** A column of n raw values for each of the schema's features, in its order. */
  readonly values: readonly ArrayLike<unknown>[];
}

/** What reading n raw rows gave; refused cells stand as missing. */
export interface ReadColumns {
  readonly batch: ColumnBatch;
  /** What makes rows unusable, column by column. */
  readonly problems: readonly Problem[];
  /** n numbers, 1 where a row cannot be used. */
  readonly refused: Uint8Array;
}

/** Reads one batch of raw columns after another, and counts what it noticed. */
export interface ColumnReader {
  read(raw: RawColumns): ReadColumns;
  /** How often each issue came up, by column; "missing" is not worth a word. */
  readonly noticed: readonly NoticedIssue[];
}

/** An issue of a column that leaves the row usable. */
export interface NoticedIssue {
  readonly column: string;
  readonly issue: CellIssue;
  readonly count: number;
}

/** A raw value that was read. */
interface Known {
  /** The number or the label's place. */
  readonly value: number;
  readonly issue: CellIssue | undefined;
}

/** Spellings kept for each column; beyond it, every value may well be a new one. */
const keptSpellings = 512;

/** A reader of the columns that the encoder takes. */
export function columnReader(schema: Schema, encoder: Encoder): ColumnReader {
  const readers = schema.features.map((column, index) =>
    cellReader(schema, column, encoder.columns[index])
  );
  return {
    read({ lines, values }) {
      const batch = emptyColumns(encoder, lines.length);
      const refused = new Uint8Array(lines.length);
      const problems: Problem[] = [];
      readers.forEach(({ read, column }, index) => {
        const out = batch.columns[index];
        for (let row = 0; row < lines.length; row++) {
          const found = values[index][row];
          const { value, issue } = read(found);
          out[row] = value;
          if (issue === undefined || !isRefused(issue)) continue;
          refused[row] = 1;
          problems.push(describeCell(lines[row], column, String(found), issue));
        }
      });
      return { batch, refused, problems };
    },
    get noticed() {
      return readers.flatMap(({ column, counts }) =>
        [...counts].map(([issue, count]) => ({ column: column.name, issue, count }))
      );
    },
  };
}

function cellReader(schema: Schema, column: Column, encoding: ColumnEncoding) {
  const known = new Map<unknown, Known>();
  const counts = new Map<CellIssue, number>();
  const readNew = (raw: unknown): Known => {
    const { value, issue } = readCell(schema, column, raw);
    return encoding.kind === "numeric"
      ? { value: value === null ? NaN : value as number, issue }
      : { value: value === null ? missingCategory : encoding.labels.indexOf(`${value}`), issue };
  };
  const read = (raw: unknown): Known => {
    let cell = known.get(raw);
    if (!cell) {
      cell = readNew(raw);
      if (known.size < keptSpellings) known.set(raw, cell);
    }
    const { issue } = cell;
    if (issue !== undefined && issue !== "missing" && !isRefused(issue)) {
      counts.set(issue, (counts.get(issue) ?? 0) + 1);
    }
    return cell;
  };
  return { column, counts, read };
}
