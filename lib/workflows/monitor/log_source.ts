/** The port to the prediction log as monitoring needs it: rows from a place to the end as it is now. */

/** Where a reader has got to; it stays true when the log's files are renamed. */
export interface LogPosition {
  /** Tells the file: a digest of its first row's line; undefined while the log has no row. */
  readonly segment: string | undefined;
  /** Bytes of that file before the next row. */
  readonly offset: number;
}

/** Some rows of a log, in their order. */
export interface LogBatch {
  /** n rows × the log's columns. */
  readonly rows: readonly (readonly string[])[];
  /** Lines among them that are no rows and cannot be read. */
  readonly damagedCount: number;
  /** After the last of them. */
  readonly position: LogPosition;
}

/** One log, all its files as one. */
export interface LogReader {
  /**
   * Reads on from a position, or from the start, to the last row that was there at the first step.
   * A log without new rows gives no batch, and the position stays what it was.
   *
   * @throws {UserError} when the position's file is gone, or a file has other columns
   */
  read(from?: LogPosition): AsyncIterable<LogBatch>;
}

/** What monitoring reads; the first two columns of each are `timestamp` and `request_id`. */
export interface LogSource {
  /** Answers, their columns those of `predictionLogHeader`. */
  readonly predictions: LogReader;
  /** Refused requests, a row for each fault. */
  readonly rejections: LogReader;
  /** True labels, in the third column. */
  readonly feedback: LogReader;
}
