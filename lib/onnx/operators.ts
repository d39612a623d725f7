/** The operators that several parts of a graph share, with their settings filled in. */
import { type ElementType, elementTypeCode } from "@/onnx/graph.ts";
import { apply, integer, integers, type Operation, type Value } from "@/onnx/value.ts";

const columnAxis = 1;
const columnAxes = integers([columnAxis]);
const columnAxisScalar = integer(columnAxis);

/** The same values as another type of element. */
export function cast(value: Value, type: ElementType): Operation {
  return apply("Cast", [value], { to: { int: elementTypeCode[type] } });
}

/** [N] as a column, [N, 1]. */
export function asColumn(value: Value): Operation {
  return apply("Unsqueeze", [value, columnAxes]);
}

/** Matrices of N rows side by side. */
export function sideBySide(values: readonly Value[]): Operation {
  return apply("Concat", values, { axis: { int: columnAxis } });
}

/** The chosen columns of [N, d], in the order of `indices`. */
export function selectColumns(value: Value, indices: readonly number[]): Operation {
  return apply("Gather", [value, integers(indices)], { axis: { int: columnAxis } });
}

/** One column of [N, d] as [N]. */
export function columnAt(value: Value, index: number): Operation {
  return apply("Gather", [value, integer(index)], { axis: { int: columnAxis } });
}

/** Whether any column of bool[N, d] is true, as bool[N]. */
export function anyColumn(value: Value): Operation {
  return apply("ReduceMax", [value, columnAxes], { keepdims: { int: 0 } });
}

/**
 * The sum of d columns as [N], added from the first to the last. Matrix products and ReduceSum
 * may add in any order and so round otherwise; a running sum may not.
 */
export function sumInOrder(value: Value, columnCount: number): Operation {
  return columnAt(apply("CumSum", [value, columnAxisScalar]), columnCount - 1);
}

/** True where any of the conditions is, at least one given. */
export function either(conditions: readonly Operation[]): Operation {
  return conditions.reduce((some, condition) => apply("Or", [some, condition]));
}
