/** ONNX models as plain data: what the writer turns into bytes, in the format's own terms. */

/** Types of a tensor's elements, by the numbers that ONNX gives them (TensorProto.DataType). */
export const elementTypeCode = { float: 1, int64: 7, string: 8, bool: 9, double: 11 } as const;

/** A type of a tensor's elements. */
export type ElementType = keyof typeof elementTypeCode;

/** Constant values, whose class is their element type: `Uint8Array` is bool. */
export interface Tensor {
  /** Sizes; none for a scalar. */
  readonly dims: readonly number[];
  readonly values: Float32Array | Float64Array | BigInt64Array | Uint8Array;
}

/** An operator's setting, named for its type. */
export type Attribute =
  | { readonly int: number }
  | { readonly string: string }
  | { readonly tensor: Tensor }
  | { readonly ints: ArrayLike<number> }
  | { readonly floats: ArrayLike<number> }
  | { readonly strings: readonly string[] };

/** Settings by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** One operator applied to named values. */
export interface Node {
  readonly name: string;
  readonly operator: string;
  /** The operator set; empty for ONNX's own. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Attributes;
}

/** An input's or output's name and type; a dimension is a size or a name that stands for any size. */
export interface Signature {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** Nodes in an order in which each comes after those it reads. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  /** Constants by name. */
  readonly constants: Readonly<Record<string, Tensor>>;
  readonly inputs: readonly Signature[];
  readonly outputs: readonly Signature[];
}

/** A graph with what a runtime needs to know to run it. */
export interface Model {
  readonly irVersion: number;
  /** Version of each operator set, by domain. */
  readonly operatorSets: Readonly<Record<string, number>>;
  readonly producer: string;
  readonly graph: Graph;
  /** Free text for those who open the file. */
  readonly metadata: Readonly<Record<string, string>>;
}
