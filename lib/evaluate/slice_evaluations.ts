/** Metrics slice by slice: whether the model serves every group of patients. */
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import { type Slice, sliceRows } from "@/evaluate/slices.ts";
import { evaluateSubset, type SubsetEvaluation } from "@/evaluate/subset_evaluation.ts";

/** One slice and how the model does on it. */
export interface SliceEvaluation extends Slice, SubsetEvaluation {}

/**
 * Evaluates every slice that the schema asks for and that holds rows.
 *
 * @param rows n patients
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @param threshold in [0, 1]
 * @throws {UserError} when they cannot be evaluated
 */
export function sliceEvaluations(
  schema: Schema,
  rows: readonly Row[],
  labels: Uint8Array,
  probabilities: Float64Array,
  threshold: number,
): SliceEvaluation[] {
  return sliceRows(schema, rows).map((slice) => ({
    ...slice,
    ...evaluateSubset(slice.rows, labels, probabilities, threshold),
  }));
}
