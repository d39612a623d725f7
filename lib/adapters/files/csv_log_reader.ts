/** Reads a log kept as CSV files, all as one, in constant memory, while others append to it. */
import { dirname } from "node:path";
import { exitCode, UserError } from "@/errors.ts";
import { explainRead } from "@/adapters/files/explain_read.ts";
import { type LogSegment, openLogSegment } from "@/adapters/files/log_segment.ts";
import { logPaths, rotatedPaths } from "@/adapters/files/log_paths.ts";
import { readLogLines } from "@/data/log_line.ts";
import type { Schema } from "@/schema/column.ts";
import {
  feedbackLogHeader,
  predictionLogHeader,
  rejectionLogHeader,
} from "@/workflows/prediction_log/header.ts";
import type {
  LogBatch,
  LogPosition,
  LogReader,
  PredictionLog,
} from "@/workflows/prediction_log/log_reader.ts";

/** The log at a path such as `prediction_log.csv`, with its companions; what is not there is empty. */
export function csvPredictionLog(path: string, schema: Schema): PredictionLog {
  const paths = logPaths(path);
  return {
    predictions: csvLogReader(paths.predictions, predictionLogHeader(schema)),
    shadows: csvLogReader(paths.shadows, predictionLogHeader(schema)),
    rejections: csvLogReader(paths.rejections, rejectionLogHeader),
    feedback: csvLogReader(paths.feedback, feedbackLogHeader),
  };
}

/** One log: the file at a path, and those of its name that were full. */
export function csvLogReader(path: string, columns: readonly string[]): LogReader {
  return { columns, read: (from) => readAll(path, columns, from) };
}

async function* readAll(
  path: string,
  columns: readonly string[],
  from: LogPosition | undefined,
): AsyncGenerator<LogBatch, void, undefined> {
  // Opened before the others are listed: it may be renamed meanwhile, but is not missed.
  using live = await openIfThere(path);
  const fullPaths = await explainRead(dirname(path), () => rotatedPaths(path));
  const isResumed = from?.segment !== undefined;
  const firstIndex = isResumed ? await indexOf(from.segment, path, live, fullPaths) : 0;
  let offset = isResumed ? from.offset : 0;
  for (const fullPath of fullPaths.slice(firstIndex)) {
    using segment = await openLogSegment(fullPath);
    if (segment.digest === live?.digest && segment.inode === live?.inode) break;
    yield* readSegment(segment, columns, offset);
    offset = 0;
  }
  if (live) yield* readSegment(live, columns, offset);
}

async function openIfThere(path: string): Promise<LogSegment | undefined> {
  try {
    return await openLogSegment(path);
  } catch (error) {
    if ((error as Error).cause instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Which of the full files it is; their number for the live one. The newest is the likeliest. */
async function indexOf(
  digest: string,
  path: string,
  live: LogSegment | undefined,
  fullPaths: readonly string[],
): Promise<number> {
  if (live?.digest === digest) return fullPaths.length;
  for (let index = fullPaths.length - 1; index >= 0; index--) {
    using segment = await openLogSegment(fullPaths[index]);
    if (segment.digest === digest) return index;
  }
  throw new UserError(
    `Cannot read on in the log ${path}: the file that was being read is gone; none of the ` +
      `${fullPaths.length + (live ? 1 : 0)} that are there begins with the row whose SHA-256 is ` +
      `${digest}.`,
    {
      exitCode: exitCode.data,
      hint: "Put the missing file back beside the others, or read the log from its start.",
    },
  );
}

async function* readSegment(
  segment: LogSegment,
  columns: readonly string[],
  offset: number,
): AsyncGenerator<LogBatch, void, undefined> {
  const { path, header, digest, start, end } = segment;
  if (header !== undefined && header !== columns.join(",")) throw otherHeader(path, columns);
  if (digest === undefined) return;
  if (offset > end) throw shortened(segment, offset);
  for await (const block of segment.blocks(Math.max(start, offset))) {
    const { rows, damagedCount } = readLogLines(block.text, columns.length);
    yield { rows, damagedCount, position: { segment: digest, offset: block.end } };
  }
}

function otherHeader(path: string, columns: readonly string[]): UserError {
  return new UserError(
    `Cannot read ${path}: its first line names other columns; required '${columns.join(",")}'.`,
    {
      exitCode: exitCode.data,
      hint: `It was written for another schema. Move it out of the log: mv ${path} ${path}.old`,
    },
  );
}

function shortened({ path, end }: LogSegment, offset: number): UserError {
  return new UserError(
    `Cannot read on in ${path}: ${offset} bytes of it were read, and now it has ${end}.`,
    {
      exitCode: exitCode.data,
      hint: "Put the whole file back, or read the log from its start.",
    },
  );
}
