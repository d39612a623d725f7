/** Reads a log on from where the last check ended, also when that place is gone. */
import { UserError } from "@/errors.ts";
import type { LogBatch, LogReader } from "@/workflows/prediction_log/log_reader.ts";
import type { Mark } from "@/workflows/monitor/watermark.ts";

/** Rows of a log with the mark that they bring it to. */
export interface MarkedBatch extends Pick<LogBatch, "rows" | "damagedCount"> {
  readonly mark: Mark;
}

/** Where to read from, and whom to tell when that cannot be. */
export interface ReadOnOptions {
  readonly from: Mark;
  /** Rows from this ISO time on alone; all of them when undefined. */
  readonly since?: string | undefined;
  /** Called when rows are found by their times since the place is gone. */
  readonly onLost: (reason: string) => void;
}

/**
 * Reads on from a mark. When its file was moved away or deleted, what is left is read from the
 * start and rows count from their times: those that are later than all that was counted.
 *
 * @throws {UserError} when a file of the log cannot be read, or has other columns
 */
export async function* readOn(
  reader: LogReader,
  { from, since, onLost }: ReadOnOptions,
): AsyncGenerator<MarkedBatch, void, undefined> {
  let { through } = from;
  let after = "";
  const batches = from.position.segment === undefined
    ? reader.read()
    : resumeOrRestart(reader, from, (reason) => {
      after = from.through;
      onLost(reason);
    });
  for await (const { rows, damagedCount, position } of batches) {
    const least = since ?? "";
    const isPlain = least === "" && after === "";
    const wanted = isPlain ? rows : rows.filter((row) => row[0] >= least && row[0] > after);
    for (const row of rows) if (row[0] > through) through = row[0];
    yield { rows: wanted, damagedCount, mark: { position, through } };
  }
}

async function* resumeOrRestart(
  reader: LogReader,
  { position }: Mark,
  onLost: (reason: string) => void,
): AsyncGenerator<LogBatch, void, undefined> {
  let isBegun = false;
  try {
    for await (const batch of reader.read(position)) {
      isBegun = true;
      yield batch;
    }
    return;
  } catch (error) {
    if (isBegun || !(error instanceof UserError)) throw error;
    onLost(error.message);
  }
  yield* reader.read();
}
