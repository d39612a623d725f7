/** Tables under a cell, as HTML and as plain text. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import type { MediaBundle } from "@/adapters/notebook/display.ts";

/** A value of a table; null is missing. */
export type TableCell = string | number | bigint | boolean | null | undefined;

/** Rows by column name. */
export type TableRecords = readonly Readonly<Record<string, TableCell>>[];

/** The part of a polars frame that is used here. */
export interface TableFrame {
  toRecords(): Record<string, TableCell>[];
}

/** Rows as a list or as a frame. */
export type TableRows = TableRecords | TableFrame;

const mostDecimals = 3;
const missing = "–";

interface TextColumn {
  readonly name: string;
  readonly isNumeric: boolean;
  readonly cells: readonly string[];
}

/** A table of at most `limit` rows; what is left out is counted. */
export function tableBundle(rows: TableRows, limit = 30): MediaBundle {
  const records = isFrame(rows) ? rows.toRecords() : rows;
  const shown = records.slice(0, limit);
  const names = [...new Set(shown.flatMap((record) => Object.keys(record)))];
  const columns = names.map((name) => textColumn(name, shown.map((record) => record[name])));
  const restCount = records.length - shown.length;
  const rest = restCount === 0 ? "" : `… and ${restCount} more rows`;
  return {
    "text/html": toHtml(columns, shown.length) + (rest && `<p>${rest}</p>`),
    "text/plain": toText(columns, shown.length) + (rest && `\n${rest}`),
  };
}

/** A frame of polars is a proxy, of which `in` tells nothing. */
function isFrame(rows: TableRows): rows is TableFrame {
  return !Array.isArray(rows);
}

/** A column as text: its numbers share the fewest decimals that tell them, three at most. */
function textColumn(name: string, values: readonly TableCell[]): TextColumn {
  const numbers = values.filter((value) => typeof value === "number");
  const decimals = Math.max(0, ...numbers.map(decimalsOf));
  const isNumeric = values.every((value) => value == null || typeof value !== "string");
  return { name, isNumeric, cells: values.map((value) => textOf(value, decimals)) };
}

function decimalsOf(value: number): number {
  const [, fraction = ""] = String(Number(value.toFixed(mostDecimals))).split(".");
  return fraction.length;
}

function textOf(value: TableCell, decimals: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return missing;
  return typeof value === "number" ? value.toFixed(decimals) : String(value);
}

function toHtml(columns: readonly TextColumn[], rowCount: number): string {
  const cell = (tag: "th" | "td", text: string, { isNumeric }: TextColumn) =>
    `<${tag} style="text-align:${isNumeric ? "right" : "left"}">${escapeMarkup(text)}</${tag}>`;
  const line = (cells: string[]) => `<tr>${cells.join("")}</tr>\n`;
  const head = line(columns.map((column) => cell("th", column.name, column)));
  const body = Array.from(
    { length: rowCount },
    (_, row) => line(columns.map((column) => cell("td", column.cells[row], column))),
  );
  return `<table>\n<thead>\n${head}</thead>\n<tbody>\n${body.join("")}</tbody>\n</table>`;
}

function toText(columns: readonly TextColumn[], rowCount: number): string {
  const widths = columns.map(({ name, cells }) =>
    Math.max(name.length, ...cells.map((text) => text.length))
  );
  const line = (texts: readonly string[]) =>
    texts.map((text, at) =>
      columns[at].isNumeric ? text.padStart(widths[at]) : text.padEnd(widths[at])
    ).join("  ").trimEnd();
  return [
    line(columns.map(({ name }) => name)),
    line(widths.map((width) => "─".repeat(width))),
    ...Array.from({ length: rowCount }, (_, row) => line(columns.map(({ cells }) => cells[row]))),
  ].join("\n");
}
