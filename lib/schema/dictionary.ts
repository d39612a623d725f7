/** The data dictionary: what each column is, in words, from its declaration. */
import type { Column, NumericColumn, Schema } from "@/schema/column.ts";

/** One column in words. */
export interface DictionaryEntry {
  readonly column: string;
  readonly title: string;
  readonly role: Column["role"];
  /** Unit and plausible range, or the categories. */
  readonly values: string;
  readonly description: string;
}

/** Every column, in the file's order. */
export function dataDictionary(schema: Schema): DictionaryEntry[] {
  return schema.columns.map((column) => ({
    column: column.name,
    title: column.title,
    role: column.role,
    values: column.kind === "numeric"
      ? describeRange(column)
      : column.categories.map(({ label }) => label).join(", "),
    description: column.description,
  }));
}

function describeRange({ plausible: [least, most], unit }: NumericColumn): string {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `${least} to ${most}`;
  return unit === "" ? range : `${range} ${unit}`;
}
