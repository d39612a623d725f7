/** Rows as columns of typed arrays, and their encoding without an object or string per row. */
import {
  type CategoricalEncoding,
  type Encoder,
  featureWidth,
  type NumericEncoding,
} from "@/preprocess/encoder.ts";
import type { Row } from "@/schema/row.ts";

/**
 * One column of n rows: numbers with NaN for missing, or the places of categories' labels among the
 * encoding's with {@linkcode missingCategory} for missing.
 */
export type ColumnValues = Float64Array | Int32Array;

/** n rows, a column for each of the encoder's, in its order. */
export interface ColumnBatch {
  readonly rowCount: number;
  readonly columns: readonly ColumnValues[];
}

/** A missing category. */
export const missingCategory = -1;

/** Room for n rows in the encoder's columns, everything missing. */
export function emptyColumns(encoder: Encoder, rowCount: number): ColumnBatch {
  const columns = encoder.columns.map(({ kind }) =>
    kind === "numeric"
      ? new Float64Array(rowCount).fill(NaN)
      : new Int32Array(rowCount).fill(missingCategory)
  );
  return { rowCount, columns };
}

/** Clean rows as columns. */
export function columnsOf(encoder: Encoder, rows: readonly Row[]): ColumnBatch {
  const batch = emptyColumns(encoder, rows.length);
  encoder.columns.forEach((encoding, index) => {
    const values = batch.columns[index];
    rows.forEach((row, at) => {
      const cell = row[encoding.column] ?? null;
      if (cell === null) return;
      values[at] = encoding.kind === "numeric"
        ? cell as number
        : encoding.labels.indexOf(cell as string);
    });
  });
  return batch;
}

/**
 * Writes the features of `count` rows of a batch, from row `first` on, into `out`, row after row:
 * the same doubles that `encodeRows` gives.
 *
 * @param featureCount d, the number of the encoder's features
 */
export function encodeColumns(
  encoder: Encoder,
  featureCount: number,
  { columns }: ColumnBatch,
  first: number,
  count: number,
  out: Float64Array,
): void {
  let position = 0;
  for (let index = 0; index < columns.length; index++) {
    const encoding = encoder.columns[index];
    const values = columns[index];
    for (let row = 0; row < count; row++) {
      const at = row * featureCount + position;
      if (encoding.kind === "numeric") writeNumber(encoding, values[first + row], out, at);
      else writeCategory(encoding, values[first + row], out, at);
    }
    position += featureWidth(encoding);
  }
}

function writeNumber(
  { fill, center, spread, missingIndicator }: NumericEncoding,
  value: number,
  out: Float64Array,
  at: number,
): void {
  const isMissing = Number.isNaN(value);
  out[at] = ((isMissing ? fill ?? NaN : value) - center) / spread;
  if (missingIndicator) out[at + 1] = isMissing ? 1 : 0;
}

function writeCategory(
  { labels, missingIsNaN, missingIndicator }: CategoricalEncoding,
  place: number,
  out: Float64Array,
  at: number,
): void {
  const isMissing = place === missingCategory;
  const absent = isMissing && missingIsNaN ? NaN : 0;
  // Not `fill`, whose call costs more than a handful of stores.
  for (let label = 0; label < labels.length; label++) {
    out[at + label] = label === place ? 1 : absent;
  }
  if (missingIndicator) out[at + labels.length] = isMissing ? 1 : 0;
}
