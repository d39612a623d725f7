/** Scores a CSV or Parquet file into another one, which appears only when it is complete. */
import { realpathSync } from "node:fs";
import { csvWriter, rejectionWriter } from "@/adapters/files/csv_writer.ts";
import { openCsvReader } from "@/adapters/files/csv_reader.ts";
import { pendingFile, refuseOverwriting, removeIfThere } from "@/adapters/files/pending_file.ts";
import { openTextWriter } from "@/adapters/files/text_writer.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Progress } from "@/workflows/progress.ts";
import { type ScoreSummary, scoreTable } from "@/workflows/score/score.ts";
import type { RejectionWriter } from "@/workflows/score/table.ts";

/** Which file to score, and where to. */
export interface ScoreFileOptions {
  readonly inputPath: string;
  readonly outputPath: string;
  /** Whether files that are there already may be replaced. */
  readonly mayOverwrite: boolean;
}

/** What scoring a file came to. */
export interface ScoredFile extends ScoreSummary {
  /** Where the rejected rows are listed; absent when there are none. */
  readonly rejectedPath?: string;
}

interface OpenOutput {
  readonly inputPath: string;
  readonly partialPath: string;
  readonly rejections: RejectionWriter;
}

type Score = (
  pipeline: Pipeline,
  output: OpenOutput,
  progress: Progress,
  signal: AbortSignal,
) => Promise<ScoreSummary>;

/**
 * Writes all columns of the rows that can be scored, with label and probability, to the output, and
 * the others with line, column and reason to a file beside it whose name ends in `.rejected.csv`.
 *
 * @throws {UserError} when the files cannot be read or written, would be overwritten, lack columns
 * or hold no row that can be scored
 * @throws the signal's reason when it aborts; then there is no output
 */
export async function scoreFile(
  pipeline: Pipeline,
  { inputPath, outputPath, mayOverwrite }: ScoreFileOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<ScoredFile> {
  const score = isParquet(inputPath) ? scoreParquet : scoreCsv;
  const rejectedPath = `${outputPath}.rejected.csv`;
  refuseOtherFormat(inputPath, outputPath);
  await refuseOverwriting(outputPath, mayOverwrite);
  await refuseOverwriting(rejectedPath, mayOverwrite);
  refuseSameFile(inputPath, outputPath);

  await using scored = pendingFile(outputPath);
  await using rejected = pendingFile(rejectedPath);
  using rejectedFile = await openRejected(rejected.partialPath, outputPath);
  const rejections = await rejectionWriter(rejectedFile);
  const { partialPath } = scored;
  const summary = await score(pipeline, { inputPath, partialPath, rejections }, progress, signal);
  await rejectedFile.finish();
  signal.throwIfAborted();

  const { scoredCount, rejectedCount } = summary;
  if (rejectedCount === 0) await removeIfThere(rejectedPath);
  else await rejected.keep();
  if (scoredCount === 0 && rejectedCount > 0) {
    throw new UserError(`Cannot score ${inputPath}: none of its ${rejectedCount} rows is usable.`, {
      exitCode: exitCode.data,
      hint: `The reasons are in ${rejectedPath}`,
    });
  }
  await scored.keep();
  return { ...summary, ...(rejectedCount > 0 && { rejectedPath }) };
}

const scoreCsv: Score = async (pipeline, output, progress, signal) => {
  const { inputPath: name, partialPath, rejections } = output;
  await using reader = await openCsvReader(name);
  using file = await openTextWriter(partialPath);
  const writer = await csvWriter(file, reader);
  const summary = await scoreTable(
    pipeline,
    { name, reader, writer, rejections },
    progress,
    signal,
  );
  await file.finish();
  return summary;
};

const scoreParquet: Score = async (pipeline, output, progress, signal) => {
  const { inputPath: name, partialPath, rejections } = output;
  // Loaded here, because its native library takes time and permissions that CSV does not need.
  const { openParquetReader } = await import("@/adapters/files/parquet_reader.ts");
  const { openParquetWriter } = await import("@/adapters/files/parquet_writer.ts");
  const reader = await openParquetReader(name);
  await using writer = await openParquetWriter(partialPath);
  const summary = await scoreTable(
    pipeline,
    { name, reader, writer, rejections },
    progress,
    signal,
  );
  await writer.finish();
  return summary;
};

const isParquet = (path: string) => /\.(parquet|pq)$/i.test(path);

function refuseOtherFormat(inputPath: string, outputPath: string): void {
  if (isParquet(inputPath) === isParquet(outputPath)) return;
  const [from, to] = [inputPath, outputPath].map((path) => isParquet(path) ? "Parquet" : "CSV");
  throw new UserError(`Cannot score ${from} into ${to}: ${inputPath} to ${outputPath}.`, {
    exitCode: exitCode.usage,
    hint: "Give both files the same format; names of Parquet files end in .parquet.",
  });
}

function refuseSameFile(inputPath: string, outputPath: string): void {
  const [input, output] = [inputPath, outputPath].map((path) => {
    try {
      return realpathSync(path);
    } catch {
      return undefined;
    }
  });
  if (input === undefined || input !== output) return;
  throw new UserError(`Cannot score ${inputPath} into itself.`, {
    exitCode: exitCode.usage,
    hint: "Name another output.",
  });
}

async function openRejected(partialPath: string, outputPath: string) {
  try {
    return await openTextWriter(partialPath);
  } catch (error) {
    throw new UserError(`Cannot write ${outputPath}: ${(error as Error).message}.`, {
      hint: "Check that the folder is there and may be written to.",
      cause: error,
    });
  }
}
