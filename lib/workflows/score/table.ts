/** The ports to tables of any size and format: read, scored and written batch by batch. */
import type { Problem } from "@/data/problem.ts";

/** n rows of a table. */
export interface TableBatch<Rows> {
  /** The rows with all their columns, as the format's writer takes them. */
  readonly rows: Rows;
  /** n lines of the file, or numbers of rows where there are no lines, from 1. */
  readonly lines: ArrayLike<number>;
  /** The n raw values of the column at this place. */
  values(place: number): ArrayLike<unknown>;
  /** Records that are no rows of this table. */
  readonly problems: readonly Problem[];
  /** How much of {@linkcode TableReader.totalCount} is read by now. */
  readonly doneCount: number;
}

/** A table that is being read. */
export interface TableReader<Rows> {
  readonly columnNames: readonly string[];
  /** Its extent, for showing progress. */
  readonly totalCount: number;
  /** What `totalCount` counts, such as `rows`. */
  readonly unit: string;
  /** Its rows in order; each batch is to be used before the next is asked for. */
  batches(): AsyncIterable<TableBatch<Rows>>;
}

/** Predictions for the n rows of a batch. */
export interface BatchPredictions {
  /** n numbers, 1 where a row has no prediction and is left out. */
  readonly refused: Uint8Array;
  /** n labels, 0 or 1. */
  readonly labels: Int32Array;
  /** n probabilities of disease, in [0, 1]. */
  readonly probabilities: Float64Array;
}

/** A table that is being written. */
export interface TableWriter<Rows> {
  /** Writes the rows that are not refused, each with its prediction. */
  write(rows: Rows, predictions: BatchPredictions): Promise<void>;
}

/** Where rows go that cannot be scored. */
export interface RejectionWriter {
  write(problems: readonly Problem[]): Promise<void>;
}

/** Names of the columns that scoring adds, in order. */
export const predictionColumns = { label: "prediction", probability: "probability" } as const;
