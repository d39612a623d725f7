/** Tables as other protocols send them, as rows by column name. */
import type { JsonFields } from "@/adapters/http/read_body.ts";

/** A list of rows; undefined when the value is none. */
export function readRecords(value: unknown): JsonFields[] | undefined {
  return Array.isArray(value) && value.every(isRecord) ? value : undefined;
}

/** pandas' "split" form: names, and rows of cells in their order; undefined when it is none. */
export function readSplit(value: unknown): JsonFields[] | undefined {
  if (!isRecord(value)) return undefined;
  const { columns, data } = value;
  const hasNames = Array.isArray(columns) && columns.every((name) => typeof name === "string");
  if (!hasNames || !Array.isArray(data) || !data.every(Array.isArray)) return undefined;
  if (data.some((cells) => cells.length !== columns.length)) return undefined;
  return data.map((cells) => toRow(columns, (at) => cells[at]));
}

/** Columns of equal length by name; undefined when the value is something else. */
export function readColumns(value: unknown): JsonFields[] | undefined {
  if (!isRecord(value)) return undefined;
  const names = Object.keys(value);
  const columns = Object.values(value);
  if (columns.length === 0 || !columns.every(Array.isArray)) return undefined;
  const [{ length }] = columns;
  if (columns.some((column) => column.length !== length)) return undefined;
  return Array.from(
    { length },
    (_, row) => toRow(names, (at) => columns[at][row]),
  );
}

/** Whether a value is an object of fields. */
export function isRecord(value: unknown): value is JsonFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A row whose fields are its own, whatever they are called. */
function toRow(names: readonly string[], cell: (at: number) => unknown): JsonFields {
  return Object.fromEntries(names.map((name, at) => [name, cell(at)]));
}
