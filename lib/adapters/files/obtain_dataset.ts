/** Gives a task its labelled dataset, wherever the project's data is. */
import { resolve } from "node:path";
import { exists } from "@/adapters/files/exists.ts";
import {
  namedSource,
  obtainTable,
  type ObtainTableOptions,
  tablePath,
} from "@/adapters/files/obtain_table.ts";
import { readTable } from "@/adapters/files/read_table.ts";
import { readSourceRecord } from "@/adapters/files/source_record.ts";
import { printSyntheticNotice } from "@/adapters/terminal/synthetic_notice.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { QualityReport } from "@/data/quality.ts";
import { heartSchema } from "@/schema/heart.ts";

/** A dataset, its quality, and where it came from. */
export interface ObtainedDataset {
  readonly dataset: Dataset;
  readonly quality: QualityReport;
  /** The table in canonical form, zeros that mean missing included. */
  readonly text: string;
  /** The file, folder or archive it was read from. */
  readonly path: string;
  /** An address, a path or a description, for people and for MLflow. */
  readonly origin: string;
}

/** What {@linkcode obtainDataset} needs. */
export interface ObtainDatasetOptions
  extends
    Pick<ObtainTableOptions, "root" | "from" | "offline" | "archive" | "progress" | "signal"> {
  /** Called when the rows are generated ones; prints a notice on standard error unless told. */
  readonly announceSynthetic?: typeof printSyntheticNotice | undefined;
}

/**
 * The dataset at `from`, else at `HEART_DATA`, else the project's own table, which is fetched or
 * generated when it is missing.
 *
 * @throws {UserError} when nothing can be had, or what there is cannot be used
 */
export async function obtainDataset(options: ObtainDatasetOptions): Promise<ObtainedDataset> {
  const { root, announceSynthetic = printSyntheticNotice } = options;
  const from = namedSource(options.from);
  const path = resolve(from ?? tablePath(root));
  const isThere = from !== undefined || await exists(path);
  const obtained = isThere ? undefined : await obtainTable({ ...options, from: undefined });
  const loaded = await loadDataset(path);
  if (loaded.dataset.source === "synthetic") {
    announceSynthetic(loaded.origin, obtained?.standInReason);
  }
  return loaded;
}

/**
 * Reads a dataset from a CSV, a folder or a zip, and whether it was generated from the record
 * beside it.
 *
 * @throws {UserError} that names file, line and column of everything that cannot be used
 */
export async function loadDataset(path: string): Promise<ObtainedDataset> {
  const { dataset, quality, text } = await readTable(heartSchema, path);
  const record = await readSourceRecord(path, dataset.digest);
  return {
    dataset: record?.source === "synthetic" ? { ...dataset, source: "synthetic" } : dataset,
    quality,
    text,
    path,
    origin: record?.origin ?? path,
  };
}
