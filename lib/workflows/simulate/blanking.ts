/** Columns that go missing: what an instrument that fails, or a form that changes, does to requests. */
import { exitCode, UserError } from "@/errors.ts";
import type { Column, Schema } from "@/schema/column.ts";
import { parseColumnSettings } from "@/workflows/simulate/column_settings.ts";

/** A share of a column's cells is left out, whatever they hold. */
export interface Blanking {
  readonly column: Column;
  /** In [0, 1]. */
  readonly share: number;
}

const flag = "--missing";
const example = "ca=0.8,thal=0.5";

/**
 * Reads shares such as `ca=0.8,thal=0.5`.
 *
 * @throws {UserError} when one is none, or its column is unknown
 */
export function parseBlankings(text: string, schema: Schema): Blanking[] {
  return parseColumnSettings(text, schema, { flag, example }).map(({ column, value }) => {
    const share = Number(value);
    if (share >= 0 && share <= 1) return { column, share };
    throw new UserError(
      `Cannot read ${flag} ${text}: ${column.name}=${value} is no share from 0 to 1.`,
      { exitCode: exitCode.usage, hint: `${flag} ${example}` },
    );
  });
}
