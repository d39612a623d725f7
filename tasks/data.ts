/** `deno task data`: gets the table into its place and shows its quality. */
import { loadDataset, type ObtainedDataset } from "@/adapters/files/obtain_dataset.ts";
import { namedSource, type ObtainedTable, obtainTable } from "@/adapters/files/obtain_table.ts";
import { standInCohort } from "@/adapters/files/cohort.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { style } from "@/adapters/terminal/style.ts";
import { printSyntheticNotice } from "@/adapters/terminal/synthetic_notice.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { exitCode, UserError } from "@/errors.ts";
import { printQuality } from "./data/print.ts";

interface DataOptions {
  readonly from?: string;
  readonly synthetic?: boolean;
  readonly rows?: number;
  readonly seed?: number;
  readonly output?: string;
  readonly offline?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** A larger table is not read back for its quality, which takes all of it into memory. */
const mostRowsShown = 100_000;

const command = taskCommand("data", "Get the heart-disease table and report its quality.")
  .option("--from <path>", "the CSV, UCI's four files in a folder, or a zip of either")
  .option("--synthetic", "draw a synthetic cohort instead of real data")
  .option("--rows <integer>", "rows of the cohort", integerFlag(1, 1e9))
  .option("--seed <integer>", "seed of the cohort", integerFlag(0, 2 ** 32 - 1))
  .option("--output <file>", "where the table goes (default: data/heart_disease_uci.csv)")
  .option("--offline", "keep from the network")
  .option("--force", "replace a table of other content")
  .option("--json", "print the report as JSON on standard output")
  .addHelpText(
    "after",
    `
Looks, in order, at --from or HEART_DATA, the table that is there, UCI's archive on the network,
and draws a synthetic cohort when none of these can be had.

Examples:
  deno task data
  deno task data --from ~/Downloads/heart+disease.zip
  deno task data --synthetic --rows 1000000 --output /tmp/cohort.csv`,
  )
  .action(async (options: DataOptions) => {
    const table = await obtainTable({
      ...options,
      root: Deno.cwd(),
      from: chooseFrom(options),
      cohort: chooseCohort(options),
      progress: terminalProgress(),
      signal: interruptSignal(),
    });
    if (table.source === "synthetic") printSyntheticNotice(table.origin, table.standInReason);
    const isShown = table.parsed !== undefined || (options.rows ?? 0) <= mostRowsShown;
    print(table, isShown ? await shownData(table) : undefined, options);
  });

/** The environment's choice counts when no flag makes one. */
function chooseFrom({ from, synthetic }: DataOptions): string | undefined {
  if (from !== undefined && synthetic) {
    throw new UserError("Cannot use both --from and --synthetic.", { exitCode: exitCode.usage });
  }
  return synthetic ? undefined : namedSource(from);
}

function chooseCohort({ synthetic, rows, seed }: DataOptions) {
  if (synthetic) {
    return { rowCount: rows ?? standInCohort.rowCount, seed: seed ?? standInCohort.seed };
  }
  if (rows === undefined && seed === undefined) return undefined;
  throw new UserError("--rows and --seed belong to a synthetic cohort.", {
    exitCode: exitCode.usage,
    hint: "Add --synthetic.",
  });
}

/** What came in, corrections included; a cohort is read back from its file. */
async function shownData({ parsed, path, source, origin }: ObtainedTable) {
  if (!parsed) return await loadDataset(path);
  return { ...parsed, dataset: { ...parsed.dataset, source }, path, origin };
}

function print(table: ObtainedTable, data: ObtainedDataset | undefined, { json }: DataOptions) {
  const { path, change, source, origin, digest } = table;
  if (json) {
    const quality = data?.quality ?? null;
    printJson({ path, change, source, origin, digest, quality });
    return;
  }
  if (data) printQuality(data);
  else console.log(`\nNo quality report: it is made for up to ${mostRowsShown} rows.`);
  console.log(`\n${style("green", "✓")} ${changes[change]} ${path}`);
  console.log(style("dim", `  SHA-256 ${digest}`));
}

const changes: Readonly<Record<ObtainedTable["change"], string>> = {
  kept: "unchanged:",
  written: "written:",
  replaced: "replaced:",
};

await runTask(command);
