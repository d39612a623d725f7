/** Rows to the matrix that estimators take; everything learned is learned from the training rows. */
import type { CategoricalColumn, NumericColumn, Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import type { Matrix } from "@/data/matrix.ts";
import { fillValue, type Imputation } from "@/preprocess/impute.ts";
import { identityScaling, type Scaling, standardScaling } from "@/preprocess/scale.ts";

/** Choices made before fitting. */
export interface EncoderOptions {
  /** What stands in for a missing number. */
  readonly imputation: Imputation;
  /** Whether numbers are standardised. */
  readonly scaling: boolean;
  /** Whether the schema's missing indicators are added. */
  readonly missingIndicators: boolean;
}

/** What was learned about one numeric column. */
export interface NumericEncoding extends Scaling {
  readonly kind: "numeric";
  readonly column: string;
  /** Replaces a missing value; null leaves NaN. */
  readonly fill: number | null;
  readonly missingIndicator: boolean;
}

/** How one categorical column becomes one 0/1 feature a label, in the schema's order. */
export interface CategoricalEncoding {
  readonly kind: "categorical";
  readonly column: string;
  readonly labels: readonly string[];
  /** Whether a missing value is NaN in every feature instead of 0. */
  readonly missingIsNaN: boolean;
  readonly missingIndicator: boolean;
}

/** One column's part of an encoder. */
export type ColumnEncoding = NumericEncoding | CategoricalEncoding;

/** A fitted encoder: plain data, saved as it is. */
export interface Encoder {
  readonly options: EncoderOptions;
  readonly columns: readonly ColumnEncoding[];
}

/** Learns filling values and scales from n training rows, in the schema's order of columns. */
export function fitEncoder(
  schema: Schema,
  rows: readonly Row[],
  options: EncoderOptions,
): Encoder {
  return {
    options,
    columns: schema.features.map((column) =>
      column.kind === "numeric"
        ? fitNumeric(column, rows, options)
        : encodeCategories(column, options)
    ),
  };
}

function fitNumeric(
  column: NumericColumn,
  rows: readonly Row[],
  options: EncoderOptions,
): NumericEncoding {
  const present = rows.map((row) => row[column.name]).filter((cell) => typeof cell === "number");
  const fill = fillValue(present, options.imputation);
  const filled = Number.isNaN(fill)
    ? present
    : rows.map((row) => (row[column.name] as number | null) ?? fill);
  return {
    kind: "numeric",
    column: column.name,
    fill: Number.isNaN(fill) ? null : fill,
    ...(options.scaling ? standardScaling(filled) : identityScaling),
    missingIndicator: options.missingIndicators && column.missingIndicator,
  };
}

function encodeCategories(
  column: CategoricalColumn,
  options: EncoderOptions,
): CategoricalEncoding {
  return {
    kind: "categorical",
    column: column.name,
    labels: column.categories.map(({ label }) => label),
    missingIsNaN: options.imputation === "none",
    missingIndicator: options.missingIndicators && column.missingIndicator,
  };
}

/** Names of the features, such as `age`, `cp=asymptomatic` and `ca=missing`. */
export function featureNames(encoder: Encoder): string[] {
  return encoder.columns.flatMap((encoding) => [
    ...(encoding.kind === "numeric"
      ? [encoding.column]
      : encoding.labels.map((label) => `${encoding.column}=${label}`)),
    ...(encoding.missingIndicator ? [`${encoding.column}=missing`] : []),
  ]);
}

/** How many features a column becomes, its missing indicator included. */
export function featureWidth(encoding: ColumnEncoding): number {
  const width = encoding.kind === "numeric" ? 1 : encoding.labels.length;
  return width + Number(encoding.missingIndicator);
}

/** Sums a value of each of d features over those that a column becomes, in the columns' order. */
export function sumByColumn(
  { columns }: Encoder,
  ofFeatures: Float64Array,
): { readonly column: string; readonly sum: number }[] {
  let next = 0;
  return columns.map((encoding) => {
    const start = next;
    next += featureWidth(encoding);
    const own = ofFeatures.subarray(start, next);
    return { column: encoding.column, sum: own.reduce((sum, part) => sum + part, 0) };
  });
}

/** Encodes n rows as n × d features. */
export function encodeRows(encoder: Encoder, rows: readonly Row[]): Matrix {
  const columnCount = featureNames(encoder).length;
  const values = new Float64Array(rows.length * columnCount);
  rows.forEach((row, index) => encodeRow(encoder, row, values, index * columnCount));
  return { rowCount: rows.length, columnCount, values };
}

/** Writes one row's d features into `out` from `start` on. */
export function encodeRow(encoder: Encoder, row: Row, out: Float64Array, start = 0): void {
  let position = start;
  for (const encoding of encoder.columns) {
    const cell = row[encoding.column] ?? null;
    if (encoding.kind === "numeric") {
      const value = cell === null ? encoding.fill ?? NaN : cell as number;
      out[position++] = (value - encoding.center) / encoding.spread;
    } else {
      const absent = cell === null && encoding.missingIsNaN ? NaN : 0;
      for (const label of encoding.labels) out[position++] = label === cell ? 1 : absent;
    }
    if (encoding.missingIndicator) out[position++] = cell === null ? 1 : 0;
  }
}
