/** Computations as expressions of plain data, before their parts have names. */
import type { Attributes, Signature, Tensor } from "@/onnx/graph.ts";

/** A column that the caller feeds in. */
export interface Input extends Signature {
  readonly kind: "input";
}

/** Numbers that are part of the model. */
export interface Constant {
  readonly kind: "constant";
  readonly tensor: Tensor;
}

/** An operator applied to values. */
export interface Operation {
  readonly kind: "operation";
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
}

/** Anything that an operator takes; a value used twice is computed once. */
export type Value = Input | Constant | Operation;

/** One of ONNX's own operators applied to values. */
export function apply(
  operator: string,
  inputs: readonly Value[],
  attributes: Attributes = {},
  domain = "",
): Operation {
  return { kind: "operation", operator, domain, inputs, attributes };
}

/** A vector of doubles. */
export function doubles(values: readonly number[]): Constant {
  return constant({ dims: [values.length], values: Float64Array.from(values) });
}

/** A scalar single. */
export function single(value: number): Constant {
  return constant({ dims: [], values: Float32Array.of(value) });
}

/** A scalar double. */
export function double(value: number): Constant {
  return constant({ dims: [], values: Float64Array.of(value) });
}

/** A vector of 64-bit integers. */
export function integers(values: readonly number[]): Constant {
  return constant({ dims: [values.length], values: BigInt64Array.from(values, BigInt) });
}

/** A scalar 64-bit integer. */
export function integer(value: number): Constant {
  return constant({ dims: [], values: BigInt64Array.of(BigInt(value)) });
}

/** A vector of truth values. */
export function truths(values: readonly boolean[]): Constant {
  return constant({ dims: [values.length], values: Uint8Array.from(values, Number) });
}

/** A constant of any shape. */
export function constant(tensor: Tensor): Constant {
  return { kind: "constant", tensor };
}
