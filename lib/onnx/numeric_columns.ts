/** The part of the graph that reads number columns, all at once: limits, missing values, scale. */
import type { NumericColumn } from "@/schema/column.ts";
import type { NumericEncoding } from "@/preprocess/encoder.ts";
import { anyColumn, asColumn, either, sideBySide } from "@/onnx/operators.ts";
import { apply, doubles, type Input, type Operation, truths } from "@/onnx/value.ts";

/** What k number columns become. */
export interface NumericValues {
  /** double[N, k]: missing values filled, then scaled. */
  readonly scaled: Operation;
  /** bool[N, k]: NaN, or a zero that means "not measured". */
  readonly missing: Operation;
  /** bool[N]: some value is one that the schema does not allow. */
  readonly refused: Operation;
}

/** A number column, double[N], and how it is encoded. */
export interface NumericInput {
  readonly input: Input;
  readonly column: NumericColumn;
  readonly encoding: NumericEncoding;
}

/** Reads and scales k columns, as `readCell` and `encodeRow` do it. */
export function numericValues(columns: readonly NumericInput[]): NumericValues {
  const numbers = sideBySide(columns.map(({ input }) => asColumn(input)));
  const each = (pick: (column: NumericInput) => number) => doubles(columns.map(pick));
  // NaN equals nothing, so it stands for "no number means missing".
  const standIns = each(({ column }) => column.zeroMeansMissing ? 0 : NaN);
  const missing = either([apply("IsNaN", [numbers]), apply("Equal", [numbers, standIns])]);
  const filled = apply("Where", [missing, each(({ encoding }) => encoding.fill ?? NaN), numbers]);
  const centered = apply("Sub", [filled, each(({ encoding }) => encoding.center)]);
  const fraction = apply("Less", [apply("Floor", [numbers]), numbers]);
  const faults = [
    apply("Less", [numbers, each(({ column }) => column.limits[0])]),
    apply("Greater", [numbers, each(({ column }) => column.limits[1])]),
    apply("And", [fraction, truths(columns.map(({ column }) => column.integer))]),
  ];
  return {
    scaled: apply("Div", [centered, each(({ encoding }) => encoding.spread)]),
    missing,
    refused: anyColumn(either(faults)),
  };
}
