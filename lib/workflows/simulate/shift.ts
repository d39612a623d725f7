/** Shifts of numeric columns: how the patients of tomorrow may differ from those of today. */
import { exitCode, UserError } from "@/errors.ts";
import type { NumericColumn, Schema } from "@/schema/column.ts";
import { parseColumnSettings } from "@/workflows/simulate/column_settings.ts";

/** Every number x of a column becomes `factor * x + summand`. */
export interface Shift {
  readonly column: NumericColumn;
  readonly factor: number;
  readonly summand: number;
}

const flag = "--shift";
const example = "age=+10,chol=*1.3,oldpeak=-1";
const change = /^([*+-])(\d+(?:\.\d*)?|\.\d+)$/;

/** Digits of a product that are not the rounding of its factors. */
const soundDigits = 12;

/**
 * Reads shifts such as `age=+10,chol=*1.3,oldpeak=-1`.
 *
 * @throws {UserError} when one is none, or its column is unknown or not numeric
 */
export function parseShifts(text: string, schema: Schema): Shift[] {
  return parseColumnSettings(text, schema, { flag, example }).map(({ column, value }) => {
    const { name } = column;
    if (column.kind !== "numeric") throw refusal(`column '${name}' holds no numbers.`);
    const [, sign, digits] = change.exec(value) ?? [];
    if (sign === undefined) throw refusal(`${name}=${value} is none of +10, -10 and *1.3.`);
    const amount = Number(digits);
    if (sign === "*") return { column, factor: amount, summand: 0 };
    return { column, factor: 1, summand: sign === "+" ? amount : -amount };
  });

  function refusal(reason: string): UserError {
    return new UserError(`Cannot read ${flag} ${text}: ${reason}`, {
      exitCode: exitCode.usage,
      hint: `${flag} ${example}`,
    });
  }
}

/**
 * A shifted value within its column's limits, whole where only whole ones are. A zero that means
 * "not measured" stays.
 */
export function shiftValue({ column, factor, summand }: Shift, value: number): number {
  if (column.zeroMeansMissing && value === 0) return 0;
  const shifted = Number((factor * value + summand).toPrecision(soundDigits));
  const [lowest, highest] = column.limits;
  const within = Math.min(highest, Math.max(lowest, shifted));
  // `+ 0` turns a negative zero into zero, as JSON does.
  return (column.integer ? Math.round(within) : within) + 0;
}
