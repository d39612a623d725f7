/** Scores a table of any size in constant memory: read, predict, write, batch by batch. */
import { compilePipeline } from "@/pipeline/compile.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { columnReader, type NoticedIssue } from "@/pipeline/read_columns.ts";
import type { Progress } from "@/workflows/progress.ts";
import { featurePlaces } from "@/workflows/score/columns.ts";
import type { RejectionWriter, TableReader, TableWriter } from "@/workflows/score/table.ts";

/** The table and where its rows go. */
export interface ScoreTask<Rows> {
  /** What to call the table in messages. */
  readonly name: string;
  readonly reader: TableReader<Rows>;
  readonly writer: TableWriter<Rows>;
  readonly rejections: RejectionWriter;
}

/** What scoring a table came to. */
export interface ScoreSummary {
  readonly scoredCount: number;
  readonly rejectedCount: number;
  /** Scored rows whose label is 1. */
  readonly positiveCount: number;
  /** Values that were read as missing or are implausible, by column. */
  readonly noticed: readonly NoticedIssue[];
}

/**
 * Predicts every row that can be read; the others go to the rejections with line and reason.
 *
 * @throws {UserError} when columns are missing
 * @throws the signal's reason when it aborts
 */
export async function scoreTable<Rows>(
  pipeline: Pipeline,
  { name, reader, writer, rejections }: ScoreTask<Rows>,
  progress: Progress,
  signal: AbortSignal,
): Promise<ScoreSummary> {
  const { schema, encoder, threshold } = pipeline;
  const places = featurePlaces(schema, reader.columnNames, name);
  const columns = columnReader(schema, encoder);
  const scorer = compilePipeline(pipeline);
  let [scoredCount, rejectedCount, positiveCount] = [0, 0, 0];

  const shown = progress.start(`Scoring ${name} (${reader.unit})`, reader.totalCount);
  try {
    for await (const batch of reader.batches()) {
      signal.throwIfAborted();
      const { rows, lines } = batch;
      const read = columns.read({ lines, values: places.map((place) => batch.values(place)) });
      const probabilities = scorer.scoreColumns(read.batch);
      const labels = Int32Array.from(probabilities, (value) => value >= threshold ? 1 : 0);
      await writer.write(rows, { refused: read.refused, labels, probabilities });
      const problems = [...batch.problems, ...read.problems];
      await rejections.write(problems.sort((a, b) => a.line! - b.line!));

      rejectedCount += batch.problems.length;
      read.refused.forEach((refused, row) => {
        rejectedCount += refused;
        scoredCount += 1 - refused;
        if (!refused) positiveCount += labels[row];
      });
      shown.update(batch.doneCount, `${scoredCount} rows`);
    }
    signal.throwIfAborted();
  } catch (error) {
    shown.fail();
    throw error;
  }
  shown.done(`${scoredCount} rows`);
  return { scoredCount, rejectedCount, positiveCount, noticed: columns.noticed };
}
