/** Draws the synthetic cohort from the tracked statistics and writes it as a table. */
import { join } from "node:path";
import { writeAtomically, type WrittenFile } from "@/adapters/files/atomic_write.ts";
import { formatCsv } from "@/data/synthetic/format.ts";
import { type CohortOptions, generateCohort, type TableRow } from "@/data/synthetic/generate.ts";
import { type CohortStatistics, parseCohortStatistics } from "@/data/synthetic/statistics.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { Schema } from "@/schema/column.ts";
import type { Progress } from "@/workflows/progress.ts";

/** The cohort that stands in for the real table: as many rows, one fixed seed. */
export const standInCohort: CohortOptions = { rowCount: 920, seed: 42 };

/** Where a project keeps its cohort statistics. */
export function cohortStatisticsPath(root: string): string {
  return join(root, "data", "cohort_statistics.json");
}

/**
 * The project's tracked statistics.
 *
 * @throws {UserError} when they are missing or broken
 */
export async function loadCohortStatistics(
  schema: Schema,
  root: string,
): Promise<CohortStatistics> {
  const path = cohortStatisticsPath(root);
  try {
    return parseCohortStatistics(schema, JSON.parse(await Deno.readTextFile(path)));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot read the cohort statistics: ${(error as Error).message}.`, {
      exitCode: exitCode.data,
      hint: `Restore ${path} from version control.`,
      cause: error,
    });
  }
}

/** A cohort in a few words, as the origin of its table. */
export function describeCohort({ rowCount, seed }: CohortOptions): string {
  return `synthetic cohort, ${rowCount} rows, seed ${seed}`;
}

/** What {@linkcode writeCohort} needs beside the cohort. */
export interface WriteCohortContext {
  readonly schema: Schema;
  /** The project's folder. */
  readonly root: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a cohort of any size in constant memory.
 *
 * @throws {UserError} when the statistics or the place are unusable
 */
export async function writeCohort(
  path: string,
  cohort: CohortOptions,
  { schema, root, progress, signal }: WriteCohortContext,
): Promise<WrittenFile> {
  const statistics = await loadCohortStatistics(schema, root);
  const task = progress.start("Draw the synthetic cohort", cohort.rowCount);
  const startMs = performance.now();
  const rows = reporting(generateCohort(schema, statistics, cohort), (count) => task.update(count));
  const written = await writeAtomically(path, formatCsv(schema, rows), signal)
    .catch((error) => {
      task.fail("stopped; nothing was changed");
      throw error;
    });
  const rowsPerSecond = cohort.rowCount / ((performance.now() - startMs) / 1000);
  task.done(
    `${cohort.rowCount.toLocaleString("en")} rows, ${(written.byteCount / 1e6).toFixed(1)} MB, ` +
      `${Math.round(rowsPerSecond / 1000).toLocaleString("en")}k rows/s`,
  );
  return written;
}

const reportEvery = 10_000;

function* reporting(rows: Iterable<TableRow>, report: (count: number) => void) {
  let count = 0;
  for (const row of rows) {
    if (++count % reportEvery === 0) report(count);
    yield row;
  }
}
