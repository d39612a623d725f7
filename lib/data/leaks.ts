/** Mistakes on purpose: inputs that know the answer, to show what their scores look like. */
import type { Dataset } from "@/data/dataset.ts";
import type { NumericColumn, Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

/** Rows with one input more, and the schema that declares it. */
export interface LeakyData {
  readonly schema: Schema;
  readonly rows: readonly Row[];
}

/** The hospital as an input: a shortcut that is worth nothing at the next hospital. */
export function withSiteInput(schema: Schema, { rows, sites }: Dataset): LeakyData {
  const { site } = schema;
  return {
    schema: { ...schema, features: [...schema.features, { ...site, role: "feature" }] },
    rows: rows.map((row, index) => ({ ...row, [site.name]: sites[index] })),
  };
}

/**
 * For each patient the share with disease among all patients with the same value of a column,
 * the patient among them, reckoned before any split: where a value is rare, this is the label.
 */
export function withPeerOutcome(
  schema: Schema,
  { rows, labels }: Dataset,
  columnName: string,
): LeakyData {
  const column: NumericColumn = {
    name: `${columnName}_peer_outcome`,
    title: "Outcome of peers",
    description: `Share with disease among the patients with the same ${columnName}.`,
    role: "feature",
    kind: "numeric",
    unit: "",
    integer: false,
    limits: [0, 1],
    plausible: [0, 1],
    zeroMeansMissing: false,
    missingIndicator: false,
  };
  const peers = Map.groupBy(rows.keys(), (row) => rows[row][columnName]);
  const shareOf = (own: readonly number[]) =>
    own.reduce((sum, row) => sum + labels[row], 0) / own.length;
  const shares = new Map([...peers].map(([value, own]) => [value, shareOf(own)]));
  return {
    schema: { ...schema, features: [...schema.features, column] },
    rows: rows.map((row) => ({ ...row, [column.name]: shares.get(row[columnName])! })),
  };
}
