/** Reads cells of long tables, in which few values come again and again. */
import { type ReadCell, readCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";

/** More distinct values than a column of measurements has; beyond them memory would grow. */
const mostKept = 4096;

/** Reads text as `readCell` does, and each value of the column but once as long as they are few. */
export function cachedCellReader(schema: Schema, column: Column): (raw: string) => ReadCell {
  const known = new Map<string, ReadCell>();
  return (raw) => {
    const kept = known.get(raw);
    if (kept !== undefined) return kept;
    const cell = readCell(schema, column, raw);
    if (known.size === mostKept) known.clear();
    known.set(raw, cell);
    return cell;
  };
}
