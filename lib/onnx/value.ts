/** Computations as expressions of plain data, and their lowering to a graph of named nodes. */
import type { Attributes, Graph, Node, Signature, Tensor } from "@/onnx/graph.ts";

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

/** The operator set for trees. */
export const treeDomain = "ai.onnx.ml";

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

/** An output: its name and type, and the operation that computes it. */
export interface Output extends Signature {
  readonly value: Operation;
}

/** Names every value that the outputs depend on; inputs keep their names, used or not. */
export function toGraph(
  name: string,
  inputs: readonly Input[],
  outputs: readonly Output[],
): Graph {
  const nodes: Node[] = [];
  const constants: Record<string, Tensor> = {};
  const names = new Map<Value, string>(outputs.map(({ value, name }) => [value, name]));
  const placed = new Set<Value>();

  const place = (value: Value): string => {
    if (value.kind === "input") return value.name;
    if (value.kind === "constant") {
      const constantName = nameOf(value, `constant_${names.size}`);
      constants[constantName] = value.tensor;
      return constantName;
    }
    const output = nameOf(value, `${value.operator}_${names.size}`);
    if (placed.has(value)) return output;
    placed.add(value);
    const { operator, domain, attributes } = value;
    const operands = value.inputs.map(place);
    nodes.push({ name: `node_${output}`, operator, domain, inputs: operands, output, attributes });
    return output;
  };
  const nameOf = (value: Value, fallback: string): string => {
    const known = names.get(value) ?? fallback;
    names.set(value, known);
    return known;
  };

  for (const { value } of outputs) place(value);
  const signature = ({ name, type, dims }: Signature) => ({ name, type, dims });
  return {
    name,
    nodes,
    constants,
    inputs: inputs.map(signature),
    outputs: outputs.map(signature),
  };
}
