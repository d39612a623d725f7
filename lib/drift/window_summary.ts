/** The plain figures of a window, counted as its rows stream by, in memory that does not grow. */
import {
  addToSketch,
  emptySketch,
  mergeSketches,
  type QuantileSketch,
} from "@/drift/quantile_sketch.ts";
import type { CellIssue, ReadCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { ReadRow } from "@/schema/row.ts";

/** One answered request. */
export interface AnsweredRow extends Pick<ReadRow, "row" | "issues"> {
  readonly probability: number;
  readonly prediction: number;
  /** How long the answer took; undefined when that was not measured. */
  readonly latencyMs: number | undefined;
}

/** Issues that leave the row usable, each counted by itself. */
export type CountedIssue = Exclude<CellIssue, "not-a-number" | "impossible">;

/** One column's cells. */
export interface ColumnSummary {
  readonly column: Column;
  /** Cells with a value. */
  present: number;
  /** Sum of the values of a numeric column. */
  sum: number;
  /** Cells by category, in the schema's order; empty for a numeric column. */
  readonly categoryCounts: Float64Array;
  readonly issueCounts: Record<CountedIssue, number>;
}

/** A window's figures so far; {@linkcode addAnswer} and {@linkcode addRejection} change them. */
export interface WindowSummary {
  predictionCount: number;
  positiveCount: number;
  probabilitySum: number;
  rejectionCount: number;
  readonly probabilities: QuantileSketch;
  readonly latenciesMs: QuantileSketch;
  /** Every feature, in the schema's order. */
  readonly columns: readonly ColumnSummary[];
}

/** The summary of no rows. */
export function emptySummary(schema: Schema): WindowSummary {
  return {
    predictionCount: 0,
    positiveCount: 0,
    probabilitySum: 0,
    rejectionCount: 0,
    probabilities: emptySketch(),
    latenciesMs: emptySketch(),
    columns: schema.features.map((column) => ({
      column,
      present: 0,
      sum: 0,
      categoryCounts: new Float64Array(
        column.kind === "categorical" ? column.categories.length : 0,
      ),
      issueCounts: { "missing": 0, "zero-as-missing": 0, "unknown-category": 0, "out-of-range": 0 },
    })),
  };
}

/** Counts an answered request. */
export function addAnswer(summary: WindowSummary, answer: AnsweredRow): void {
  addOutcome(summary, answer);
  for (const counted of summary.columns) {
    const { name } = counted.column;
    const issue = answer.issues.find(({ column }) => column === name)?.issue;
    addCells(counted, { value: answer.row[name], ...issue && { issue } }, 1);
  }
}

/** Counts an answer without its patient, whose cells {@linkcode addCells} counts. */
export function addOutcome(
  summary: WindowSummary,
  { probability, prediction, latencyMs }: Omit<AnsweredRow, "row" | "issues">,
): void {
  summary.predictionCount++;
  summary.positiveCount += prediction;
  summary.probabilitySum += probability;
  addToSketch(summary.probabilities, probability);
  if (latencyMs !== undefined) addToSketch(summary.latenciesMs, latencyMs);
}

/** Counts so many equal cells of a column. */
export function addCells(counted: ColumnSummary, { value, issue }: ReadCell, count: number): void {
  if (issue !== undefined && isCounted(issue)) counted.issueCounts[issue] += count;
  if (value === null) return;
  const { column } = counted;
  counted.present += count;
  if (column.kind === "numeric") counted.sum += count * Number(value);
  else counted.categoryCounts[column.categories.findIndex(({ label }) => label === value)] += count;
}

/** Counts a request that was refused or failed. */
export function addRejection(summary: WindowSummary): void {
  summary.rejectionCount++;
}

/** The summary of two windows of one schema, such as those of two model versions. */
export function mergeSummaries(a: WindowSummary, b: WindowSummary): WindowSummary {
  return {
    predictionCount: a.predictionCount + b.predictionCount,
    positiveCount: a.positiveCount + b.positiveCount,
    probabilitySum: a.probabilitySum + b.probabilitySum,
    rejectionCount: a.rejectionCount + b.rejectionCount,
    probabilities: mergeSketches(a.probabilities, b.probabilities),
    latenciesMs: mergeSketches(a.latenciesMs, b.latenciesMs),
    columns: a.columns.map((one, place) => mergeColumns(one, b.columns[place])),
  };
}

function mergeColumns(a: ColumnSummary, b: ColumnSummary): ColumnSummary {
  const issueCounts = { ...a.issueCounts };
  for (const issue of Object.keys(issueCounts) as CountedIssue[]) {
    issueCounts[issue] += b.issueCounts[issue];
  }
  return {
    column: a.column,
    present: a.present + b.present,
    sum: a.sum + b.sum,
    categoryCounts: a.categoryCounts.map((count, place) => count + b.categoryCounts[place]),
    issueCounts,
  };
}

function isCounted(issue: CellIssue): issue is CountedIssue {
  return issue !== "not-a-number" && issue !== "impossible";
}
