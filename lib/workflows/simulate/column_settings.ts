/** Reads flags that say something of columns, such as `age=+10,chol=*1.3`. */
import { exitCode, UserError } from "@/errors.ts";
import type { Column, Schema } from "@/schema/column.ts";

/** What is said of one column. */
export interface ColumnSetting {
  readonly column: Column;
  readonly value: string;
}

/**
 * Reads settings between commas; each names a column that models take, and none names one twice.
 *
 * @param flag what the text was given for, such as `--shift`
 * @param example a text that would be right
 * @throws {UserError} when a setting is none, or names another column
 */
export function parseColumnSettings(
  text: string,
  { features }: Pick<Schema, "features">,
  { flag, example }: { readonly flag: string; readonly example: string },
): ColumnSetting[] {
  const settings = text.split(",").map((part): ColumnSetting => {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(\S.*?)\s*$/.exec(part) ?? [];
    if (name === undefined) {
      throw refusal(`'${part.trim()}' is no column=value.`, `${flag} ${example}`);
    }
    const column = features.find((feature) => feature.name === name);
    if (column !== undefined) return { column, value };
    const names = features.map((feature) => feature.name).join(", ");
    throw refusal(`there is no column '${name}'.`, `The columns: ${names}`);
  });
  const twice = settings.find(({ column }, index) =>
    settings.findIndex((other) => other.column === column) < index
  );
  if (twice) throw refusal(`'${twice.column.name}' is there twice.`, "Name each column once.");
  return settings;

  function refusal(reason: string, hint: string): UserError {
    return new UserError(`Cannot read ${flag} ${text}: ${reason}`, {
      exitCode: exitCode.usage,
      hint,
    });
  }
}
