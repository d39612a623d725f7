/** The part of the graph that reads text columns: one 0/1 feature a label, and whether any fits. */
import type { CategoricalColumn } from "@/schema/column.ts";
import type { CategoricalEncoding } from "@/preprocess/encoder.ts";
import { categoryPattern } from "@/onnx/category_pattern.ts";
import { asColumn, cast, either, sideBySide } from "@/onnx/operators.ts";
import { apply, double, type Input, type Operation } from "@/onnx/value.ts";

/** What a text column becomes. */
export interface CategoricalValues {
  /** double[N, number of labels]. */
  readonly oneHot: Operation;
  /** bool[N, 1]: blank, some spelling of missing, or a category that is not known. */
  readonly missing: Operation;
}

/** A text column, string[N], and how it is encoded. */
export interface CategoricalInput {
  readonly input: Input;
  readonly column: CategoricalColumn;
  readonly encoding: CategoricalEncoding;
}

/** One-hot encoding of one column, as `readCell` and `encodeRow` do it. */
export function categoricalValues(
  { input, column, encoding }: CategoricalInput,
): CategoricalValues {
  const text = asColumn(input);
  const matches = encoding.labels.map((label) =>
    apply("RegexFullMatch", [text], { pattern: { string: categoryPattern(column, label) } })
  );
  const isKnown = either(matches);
  const hot = cast(sideBySide(matches), "double");
  return {
    oneHot: encoding.missingIsNaN ? apply("Where", [isKnown, hot, double(NaN)]) : hot,
    missing: apply("Not", [isKnown]),
  };
}
