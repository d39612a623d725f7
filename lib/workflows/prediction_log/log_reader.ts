/** The port to what the prediction log holds: rows from where one stopped to the end as it is now. */

/** Where a reader has got to; it stays true when the log's files are renamed. */
export interface LogPosition {
  /**
   * Tells the file: SHA-256 of its first row's line, which has a request's id and time and so is
   * like no other; undefined while the log has no row.
   */
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
  /** Names of the columns. */
  readonly columns: readonly string[];
  /**
   * Reads on from a position, or from the start, to the last row that was there at the first step.
   * A log without new rows gives no batch, and the position stays what it was.
   *
   * @throws {UserError} when the position's file is gone, or a file has other columns
   */
  read(from?: LogPosition): AsyncIterable<LogBatch>;
}

/** The prediction log and its companions. */
export interface PredictionLog {
  readonly predictions: LogReader;
  /** What a shadow model would have answered. */
  readonly shadows: LogReader;
  readonly rejections: LogReader;
  readonly feedback: LogReader;
}
