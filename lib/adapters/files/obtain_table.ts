/** Gets the project's table into its place: a named file, the file that is there, UCI's archive, the generator. */
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { describeCohort, standInCohort, writeCohort } from "@/adapters/files/cohort.ts";
import { parseFiles, readTable } from "@/adapters/files/read_table.ts";
import {
  readSourceRecord,
  type SourceRecord,
  writeSourceRecord,
} from "@/adapters/files/source_record.ts";
import {
  type ArchiveOptions,
  fetchUciArchive,
  uciArchiveUrl,
} from "@/adapters/files/uci_archive.ts";
import type { ParsedTable } from "@/data/parse.ts";
import { uciTableDigest } from "@/data/uci/known_tables.ts";
import type { CohortOptions } from "@/data/synthetic/generate.ts";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Progress } from "@/workflows/progress.ts";

/** What to get, and from where it may come. */
export interface ObtainTableOptions {
  /** The project's folder. */
  readonly root: string;
  /** A CSV, a folder or a zip to take; the places are searched when absent. */
  readonly from?: string | undefined;
  /** A cohort to draw rather than look for real data. */
  readonly cohort?: CohortOptions | undefined;
  /** Where the table goes; the project's own place unless told. */
  readonly output?: string | undefined;
  /** Keeps from the network. */
  readonly offline?: boolean;
  /** Allows a different table to be replaced. */
  readonly force?: boolean;
  readonly archive?: ArchiveOptions;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** A table in its place. */
export interface ObtainedTable extends SourceRecord {
  readonly path: string;
  readonly change: "kept" | "written" | "replaced";
  /** The table's content and quality; absent for a cohort, which need not fit into memory. */
  readonly parsed: ParsedTable | undefined;
  /** Why real data was not taken, where the generator had to stand in. */
  readonly standInReason: string | undefined;
}

/** Where a project keeps its table. */
export function tablePath(root: string): string {
  return join(root, "data", "heart_disease_uci.csv");
}

/** The source a person has named: by a flag, else by the environment's `HEART_DATA`. */
export function namedSource(flag: string | undefined): string | undefined {
  return flag ?? (Deno.env.get("HEART_DATA") || undefined);
}

/**
 * Gets the table into its place, and a record of its source beside it. A table of another
 * content is replaced only by force, or when it is a synthetic cohort, which can be drawn again.
 *
 * @throws {UserError} when what was asked for cannot be had or used, or would replace another table
 */
export async function obtainTable(options: ObtainTableOptions): Promise<ObtainedTable> {
  const { root, from, cohort, force = false } = options;
  const path = resolve(options.output ?? tablePath(root));
  const existing = await inspect(path);
  const place: Place = { path, existing, force };
  if (from !== undefined) {
    return await storeTable(place, await readTable(heartSchema, from), resolve(from));
  }
  if (cohort) return await storeCohort(place, cohort, options, undefined);
  if (existing && !force && existing.source !== "synthetic") return await keep(path, existing);
  const fetched = await tryArchive(options);
  if (typeof fetched !== "string") {
    return await storeTable(place, fetched, options.archive?.url ?? uciArchiveUrl);
  }
  if (existing?.source === "synthetic") {
    return { ...await keep(path, existing), standInReason: fetched };
  }
  return await storeCohort(place, standInCohort, options, fetched);
}

/** A table's place and what stands there. */
interface Place {
  readonly path: string;
  readonly existing: SourceRecord | undefined;
  readonly force: boolean;
}

/** What stands at a place, told by its bytes and its record; undefined when nothing does. */
async function inspect(path: string): Promise<SourceRecord | undefined> {
  const digest = await digestFile(path);
  if (digest === undefined) return undefined;
  const source = digest === uciTableDigest ? "uci" : "file";
  return await readSourceRecord(path, digest) ?? { source, digest, origin: path };
}

async function digestFile(path: string): Promise<string | undefined> {
  try {
    const hash = createHash("sha256");
    using file = await Deno.open(path);
    for await (const piece of file.readable) hash.update(piece);
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new UserError(`Cannot read ${path}: ${(error as Error).message}.`, { cause: error });
  }
}

async function keep(path: string, existing: SourceRecord): Promise<ObtainedTable> {
  const parsed = await readTable(heartSchema, path).catch((error) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, {
      exitCode: error.exitCode,
      hint: `${error.hint ?? ""} Or replace the file: deno task data --force.`.trim(),
      cause: error,
    });
  });
  const source = existing.source === "synthetic" ? "synthetic" : parsed.dataset.source;
  return { ...existing, source, path, change: "kept", parsed, standInReason: undefined };
}

/** UCI's table, or the reason why it cannot be had. */
async function tryArchive(options: ObtainTableOptions): Promise<ParsedTable | string> {
  const { offline, archive, progress, signal } = options;
  if (offline) return "The network was not to be used (--offline).";
  const task = progress.start("Download UCI's archive");
  try {
    const files = await fetchUciArchive({ ...archive, signal });
    task.done("four files, each with its known digest");
    return parseFiles(heartSchema, files, archive?.url ?? uciArchiveUrl);
  } catch (error) {
    task.fail("not to be had");
    if (!(error instanceof UserError) || error === signal?.reason) throw error;
    return error.message;
  }
}

async function storeTable(
  place: Place,
  parsed: ParsedTable,
  origin: string,
): Promise<ObtainedTable> {
  const { dataset: { digest, source }, text } = parsed;
  const { path, existing } = place;
  const isSame = existing?.digest === digest;
  const record: SourceRecord = isSame ? existing : { source, digest, origin };
  const change = decideChange(place, isSame);
  if (!isSame) await writeAtomically(path, [text]);
  await writeSourceRecord(path, record);
  return { ...record, path, change, parsed, standInReason: undefined };
}

async function storeCohort(
  place: Place,
  cohort: CohortOptions,
  { root, progress, signal }: ObtainTableOptions,
  standInReason: string | undefined,
): Promise<ObtainedTable> {
  const { path } = place;
  const change = decideChange(place, false);
  const context = { schema: heartSchema, root, progress, signal };
  const { digest } = await writeCohort(path, cohort, context);
  const record: SourceRecord = { source: "synthetic", digest, origin: describeCohort(cohort) };
  await writeSourceRecord(path, record);
  return { ...record, path, change, parsed: undefined, standInReason };
}

function decideChange({ path, existing, force }: Place, isSame: boolean): ObtainedTable["change"] {
  if (isSame) return "kept";
  if (!existing) return "written";
  if (force || existing.source === "synthetic") return "replaced";
  const what = existing.source === "uci" ? "UCI's table" : "a table of your own";
  throw new UserError(`Cannot write ${path}: ${what} is there already, with other content.`, {
    exitCode: exitCode.data,
    hint: "Replace it knowingly with --force, or write elsewhere with --output FILE.",
  });
}
