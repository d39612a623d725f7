/** Tables for people, drawn by cli-table3. */
import Table from "cli-table3";
import { style } from "@/adapters/terminal/style.ts";

/** A column's heading and alignment. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table as text, without a trailing newline; colours only on a terminal. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const drawn = new Table({
    head: columns.map(({ title }) => style("bold", title)),
    colAligns: columns.map(({ align }) => align ?? "left"),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}
