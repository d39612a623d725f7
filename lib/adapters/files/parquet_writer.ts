/** Writes scored rows as Parquet, part by part. */
import { join } from "node:path";
import pl, { type DataFrame } from "nodejs-polars";
import { scanParquet } from "@/adapters/files/parquet_reader.ts";
import { removeIfThere } from "@/adapters/files/pending_file.ts";
import { predictionColumns, type TableWriter } from "@/workflows/score/table.ts";

/** A table whose parts become one file at the end. */
export interface ParquetWriter extends TableWriter<DataFrame>, AsyncDisposable {
  /** Puts the whole table on disk. */
  finish(): Promise<void>;
}

/**
 * Writes a part for each batch into a folder beside `path`, since a Parquet file cannot grow, and
 * then streams them into one.
 */
export async function openParquetWriter(path: string): Promise<ParquetWriter> {
  const folder = `${path}.parts`;
  await removeIfThere(folder);
  await Deno.mkdir(folder);
  const parts: string[] = [];
  return {
    write(rows, { refused, labels, probabilities }) {
      const part = join(folder, `${parts.length}.parquet`);
      rows.withColumns(
        pl.Series(predictionColumns.label, labels, pl.Int32),
        pl.Series(predictionColumns.probability, probabilities, pl.Float64),
      ).filter(pl.Series(Array.from(refused, (flag) => flag === 0)))
        .writeParquet(part, { compression: "zstd" });
      parts.push(part);
      return Promise.resolve();
    },
    async finish() {
      const table = pl.concat(parts.map(scanParquet));
      await table.sinkParquet(path, { compression: "zstd", syncOnClose: "all" }).collect();
    },
    [Symbol.asyncDispose]: () => removeIfThere(folder),
  };
}
