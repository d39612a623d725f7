/** A fitted encoder as a graph: raw columns in, the matrix of features out. */
import type { CategoricalColumn, Column, NumericColumn, Schema } from "@/schema/column.ts";
import type {
  CategoricalEncoding,
  ColumnEncoding,
  Encoder,
  NumericEncoding,
} from "@/preprocess/encoder.ts";
import { categoricalValues } from "@/onnx/categorical_columns.ts";
import { numericValues } from "@/onnx/numeric_columns.ts";
import { cast, selectColumns, sideBySide } from "@/onnx/operators.ts";
import type { Input, Operation } from "@/onnx/value.ts";

/** The name that stands for the number of rows. */
export const rowCountDim = "N";

/** What the encoder's part of a graph offers. */
export interface EncodedColumns {
  /** double[N] for each number column, string[N] for each categorical one, in the file's order. */
  readonly inputs: readonly Input[];
  /** double[N, d]. */
  readonly features: Operation;
  /** bool[N]: the row holds a number that the schema does not allow, so it has no answer. */
  readonly refused: Operation;
}

interface Place<C extends Column = Column, E extends ColumnEncoding = ColumnEncoding> {
  readonly input: Input;
  readonly column: C;
  readonly encoding: E;
  /** Positions of the column's own features among all. */
  readonly positions: readonly number[];
}

/** Features side by side, and the positions that they take among all. */
interface Block {
  /** double[N, number of positions]. */
  readonly value: Operation;
  readonly positions: readonly number[];
}

/** The graph of a fitted encoder; its features equal `encodeRow`'s to the last bit. */
export function encoderGraph(schema: Schema, encoder: Encoder): EncodedColumns {
  const places = placeColumns(schema, encoder);
  const numeric = places.filter(isNumeric);
  const categorical = places.filter(isCategorical);
  const numbers = numericValues(numeric);
  const categories = categorical.map(categoricalValues);
  const blocks: Block[] = [
    { value: numbers.scaled, positions: numeric.flatMap(({ positions }) => positions) },
    ...categories.map(({ oneHot }, index) => ({
      value: oneHot,
      positions: categorical[index].positions,
    })),
    ...indicators(
      [...numeric, ...categorical],
      [numbers.missing, ...categories.map(({ missing }) => missing)],
    ),
  ];
  return {
    inputs: places.map(({ input }) => input),
    features: inOrder(blocks),
    refused: numbers.refused,
  };
}

function placeColumns(schema: Schema, encoder: Encoder): Place[] {
  let next = 0;
  return encoder.columns.map((encoding, index) => {
    const column = schema.features[index];
    const width = encoding.kind === "numeric" ? 1 : encoding.labels.length;
    const positions = Array.from({ length: width }, (_, feature) => next + feature);
    next += width + Number(encoding.missingIndicator);
    const type = column.kind === "numeric" ? "double" : "string";
    const input: Input = { kind: "input", name: column.name, type, dims: [rowCountDim] };
    return { input, column, encoding, positions };
  });
}

function isNumeric(place: Place): place is Place<NumericColumn, NumericEncoding> {
  return place.encoding.kind === "numeric";
}

function isCategorical(place: Place): place is Place<CategoricalColumn, CategoricalEncoding> {
  return place.encoding.kind === "categorical";
}

/** At most one block: 1 where a value was missing, for the columns that say so. */
function indicators(places: readonly Place[], missing: readonly Operation[]): Block[] {
  const chosen = places.flatMap(({ encoding }, index) => encoding.missingIndicator ? [index] : []);
  if (chosen.length === 0) return [];
  return [{
    value: cast(selectColumns(sideBySide(missing), chosen), "double"),
    // An indicator follows its column's own features.
    positions: chosen.map((index) => places[index].positions.at(-1)! + 1),
  }];
}

/** All blocks as one matrix, each feature at its position. */
function inOrder(blocks: readonly Block[]): Operation {
  const positions = blocks.flatMap((block) => block.positions);
  const sources = positions.map((_, position) => positions.indexOf(position));
  return selectColumns(sideBySide(blocks.map(({ value }) => value)), sources);
}
