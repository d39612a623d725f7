/** Where a table came from, kept beside it, so that generated rows never pass for patients. */
import { z } from "zod";
import type { DataSource } from "@/data/dataset.ts";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";

const sourceRecord = z.object({
  source: z.enum(["uci", "file", "synthetic"]),
  /** SHA-256 of the table that the record speaks of. */
  digest: z.string(),
  /** An address, a path or a description, for people and for MLflow. */
  origin: z.string(),
});

/** What is known of a table's origin. */
export interface SourceRecord {
  readonly source: DataSource;
  readonly digest: string;
  readonly origin: string;
}

/** `heart.csv` has its record in `heart.source.json`. */
export function sourceRecordPath(tablePath: string): string {
  return `${tablePath.replace(/\.csv$/i, "")}.source.json`;
}

/** The record beside a table; undefined when there is none, or it speaks of other content. */
export async function readSourceRecord(
  tablePath: string,
  digest: string,
): Promise<SourceRecord | undefined> {
  const text = await Deno.readTextFile(sourceRecordPath(tablePath)).catch(() => "null");
  const { data } = sourceRecord.safeParse(parseJson(text));
  return data?.digest === digest ? data : undefined;
}

/** Keeps a record beside its table. */
export async function writeSourceRecord(tablePath: string, record: SourceRecord): Promise<void> {
  await writeAtomically(sourceRecordPath(tablePath), [`${JSON.stringify(record, null, 2)}\n`]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
