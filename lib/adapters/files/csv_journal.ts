/** The prediction log as CSV files: answers, shadows, rejections and feedback, each beside the other. */
import { openGroupCommit } from "@/adapters/files/group_commit.ts";
import type { LogFileOptions } from "@/adapters/files/log_file.ts";
import { logPaths } from "@/adapters/files/log_paths.ts";
import { formatLogLine } from "@/data/log_line.ts";
import type { Schema } from "@/schema/column.ts";
import {
  feedbackFields,
  predictionFields,
  rejectionFields,
} from "@/workflows/prediction_log/fields.ts";
import {
  feedbackLogHeader,
  predictionLogHeader,
  rejectionLogHeader,
} from "@/workflows/prediction_log/header.ts";
import type { Journal, PredictionRecord } from "@/workflows/serve/journal.ts";

/** How the files are kept. */
export type CsvJournalOptions = Partial<
  Pick<LogFileOptions, "segmentBytes" | "onTornLine" | "now">
>;

const defaultSegmentBytes = 64 * 2 ** 20;

/**
 * Opens the log at a path such as `prediction_log.csv`; its companions' names derive from it.
 *
 * @throws {UserError} when a file cannot be opened, or is no log of this schema
 */
export async function openCsvJournal(
  path: string,
  schema: Schema,
  { segmentBytes = defaultSegmentBytes, onTornLine = () => {}, now = Date.now }: CsvJournalOptions =
    {},
): Promise<Journal> {
  const paths = logPaths(path);
  await using opened = new AsyncDisposableStack();
  const open = async (path: string, columns: readonly string[]) => {
    const header = columns.join(",");
    const file = await openGroupCommit({ path, header, segmentBytes, onTornLine, now });
    opened.defer(() => file.close());
    return file;
  };
  const files = [
    await open(paths.predictions, predictionLogHeader(schema)),
    await open(paths.shadows, predictionLogHeader(schema)),
    await open(paths.rejections, rejectionLogHeader),
    await open(paths.feedback, feedbackLogHeader),
  ];
  const [predictions, shadows, rejections, feedback] = files;
  const lines = (records: readonly PredictionRecord[]) =>
    records.map((record) => formatLogLine(predictionFields(schema, record))).join("");
  const openFiles = opened.move();
  return {
    get waitingCount() {
      return files.reduce((sum, { waitingCount }) => sum + waitingCount, 0);
    },
    predictions: (records) => predictions.append(lines(records)),
    shadows: (records) => shadows.append(lines(records)),
    rejection: (record) => rejections.append(rejectionFields(record).map(formatLogLine).join("")),
    feedback: (record) => feedback.append(formatLogLine(feedbackFields(record))),
    close: () => openFiles.disposeAsync(),
  };
}
