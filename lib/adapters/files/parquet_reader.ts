/** Parquet files of any size as tables to score. */
import pl, { type DataFrame, type LazyDataFrame, type Series } from "nodejs-polars";
import { explainRead } from "@/adapters/files/explain_read.ts";
import { freeNativeMemory } from "@/adapters/files/free_native_memory.ts";
import type { TableBatch, TableReader } from "@/workflows/score/table.ts";

const batchSize = 2 ** 16;

/**
 * Opens a Parquet file; a row's line is its number.
 *
 * @throws {UserError} when the file cannot be read or is no Parquet file
 */
export async function openParquetReader(path: string): Promise<TableReader<DataFrame>> {
  await explainRead(path, () => Deno.stat(path));
  const table = scanParquet(path);
  const none = await explainRead(path, () => table.slice(0, 0).collect());
  const counted = await explainRead(path, () => table.select(pl.len().alias("rows")).collect());
  const readBatch = async (first: number) =>
    toBatch(await explainRead(path, () => table.slice(first, batchSize).collect()), first);
  const rowCount = Number(counted.getColumn("rows").get(0));
  return {
    columnNames: none.columns,
    totalCount: rowCount,
    unit: "rows",
    async *batches() {
      let first = 0;
      do {
        yield await readBatch(first);
        await freeNativeMemory();
        first += batchSize;
      } while (first < rowCount);
    },
  };
}

/** A Parquet file to be read; a path's `*` and `[` are letters as any. */
export function scanParquet(path: string): LazyDataFrame {
  return pl.scanParquet(path, { glob: false });
}

function toBatch(rows: DataFrame, first: number): TableBatch<DataFrame> {
  return {
    rows,
    lines: Array.from({ length: rows.height }, (_, row) => first + row + 1),
    values: (place) => plainValues(rows.getColumn(rows.columns[place])),
    problems: [],
    doneCount: first + rows.height,
  };
}

/** Numbers of any width as numbers, since 64-bit ones would come as bigint. */
function plainValues(column: Series): ArrayLike<unknown> {
  return (column.isNumeric() ? column.cast(pl.Float64) : column).toArray();
}
