/** Requests as a server would have logged them: patients of a cohort, answered by a version. */
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { type RawRow, readRow } from "@/schema/row.ts";
import type { FeedbackRecord, Journal, PredictionRecord } from "@/workflows/serve/journal.ts";

/** Who answers, and when the first request comes. */
export interface Answering {
  readonly name: string;
  readonly version: string;
  readonly runId?: string;
  readonly pipeline: Pipeline;
  readonly startMs: number;
}

/** One prediction a raw row, a second apart. */
export function answersTo(
  raws: readonly RawRow[],
  { name, version, runId = "", pipeline, startMs }: Answering,
): PredictionRecord[] {
  const scorer = compilePipeline(pipeline);
  return raws.map((inputs, index) => {
    const probability = scorer.score(readRow(pipeline.schema, inputs).row);
    const prediction = probability >= pipeline.threshold ? 1 : 0;
    return {
      timestampMs: startMs + 1000 * index,
      requestId: crypto.randomUUID(),
      model: {
        source: `models:/${name}/${version}`,
        name,
        version,
        runId,
        dataSource: "synthetic",
        digest: "",
        metrics: {},
      },
      inputs,
      answer: { prediction, label: "", probability, warnings: [] },
      latencyMs: 1 + (index % 7),
    };
  });
}

/** Labels for answers, a day after. */
export function labelsFor(
  records: readonly PredictionRecord[],
  labels: ArrayLike<number>,
): FeedbackRecord[] {
  return records.map(({ requestId, timestampMs }, index) => ({
    requestId,
    timestampMs: timestampMs + 86_400_000,
    label: labels[index] === 1 ? 1 : 0,
  }));
}

/** Opens the log at a path, lets it be written to, and closes it. */
export async function writeLog(
  path: string,
  schema: Pipeline["schema"],
  write: (journal: Journal) => Promise<unknown>,
): Promise<void> {
  const journal = await openCsvJournal(path, schema);
  try {
    await write(journal);
  } finally {
    await journal.close();
  }
}
