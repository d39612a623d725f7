/** The vocabulary in which a table's columns are declared. */

/** What a column is for. Only features are ever an input of a model. */
export type ColumnRole = "identifier" | "site" | "feature" | "target";

interface ColumnBase {
  /** The column's name in the CSV, in requests and in models. */
  readonly name: string;
  /** Words for a person, such as `Resting blood pressure`. */
  readonly title: string;
  readonly description: string;
  readonly role: ColumnRole;
  /** A value as a program would send it, for the examples in documents. */
  readonly example?: number | string;
}

/** A column of numbers. */
export interface NumericColumn extends ColumnBase {
  readonly kind: "numeric";
  /** Unit of measure; empty for counts and scores. */
  readonly unit: string;
  readonly integer: boolean;
  /** Values outside are impossible and refused: [lowest, highest], both included. */
  readonly limits: readonly [number, number];
  /** Values outside are accepted with a warning: [lowest, highest], both included. */
  readonly plausible: readonly [number, number];
  /** Whether 0 is how this column says "not measured". */
  readonly zeroMeansMissing: boolean;
  /** Whether an encoder adds a column that says "was missing". */
  readonly missingIndicator: boolean;
  /** Bounds between the bands by which results are sliced, ascending; none when absent. */
  readonly sliceBounds?: readonly number[];
}

/** One value of a categorical column. */
export interface Category {
  /** UCI's code. */
  readonly code: string;
  /** The label, as the CSV and models spell it. */
  readonly label: string;
  /** Other accepted spellings, in lower case. */
  readonly aliases: readonly string[];
}

/** A column of named values. */
export interface CategoricalColumn extends ColumnBase {
  readonly kind: "categorical";
  readonly categories: readonly Category[];
  readonly missingIndicator: boolean;
  /** Whether results are sliced by this column. */
  readonly slice?: boolean;
}

/** Any column. */
export type Column = NumericColumn | CategoricalColumn;

/** A table's columns, in the file's order. */
export interface Schema {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The site where a row was collected. */
  readonly site: CategoricalColumn;
  readonly identifier: NumericColumn;
  /** The target column; the label is 1 where it is at least `positiveFrom`. */
  readonly target: NumericColumn & { readonly positiveFrom: number };
  /** The model's inputs, in the file's order. */
  readonly features: readonly Column[];
  /** Spellings of a missing value, in lower case, beside null and the empty string. */
  readonly missingSpellings: readonly string[];
}
