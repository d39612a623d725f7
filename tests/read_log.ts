/** All that a log holds from a position on. */
import type { LogPosition, LogReader } from "@/workflows/prediction_log/log_reader.ts";

/** What was read. */
export interface ReadLog {
  readonly rows: readonly (readonly string[])[];
  readonly damagedCount: number;
  /** Where the next reading begins. */
  readonly position: LogPosition | undefined;
}

/** Reads a log to its end. */
export async function readLog(reader: LogReader, from?: LogPosition): Promise<ReadLog> {
  const rows: (readonly string[])[] = [];
  let damagedCount = 0;
  let position = from;
  for await (const batch of reader.read(from)) {
    rows.push(...batch.rows);
    damagedCount += batch.damagedCount;
    position = batch.position;
  }
  return { rows, damagedCount, position };
}
