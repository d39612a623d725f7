/** `deno task bench:scoring`: the compiled pipelines on one core, many rows at once and one by one. */
import { cohortStatisticsPath } from "@/adapters/files/cohort.ts";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { generateCohort } from "@/data/synthetic/generate.ts";
import { parseCohortStatistics } from "@/data/synthetic/statistics.ts";
import { explainer } from "@/explain/explainer.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { fitPipeline, type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { columnsOf } from "@/preprocess/columns.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { timed } from "./timing.ts";

interface Flags {
  readonly rows: number;
  readonly training: number;
  readonly repeats: number;
  readonly seed: number;
  readonly json?: true;
}

interface Result {
  readonly kind: string;
  /** Rows a second, the transform included: columns compiled, and clean rows through `predictProba`. */
  readonly batch: number;
  readonly predictProba: number;
  /** Microseconds of single rows: median and 99th percentile. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds to explain a single row: median. */
  readonly explained: number;
  /** Whether every probability of the three ways is the same double. */
  readonly same: boolean;
}

const kinds = ["forest", "logistic", "dummy"] as const;

const command = taskCommand("bench:scoring", "Times the compiled pipelines on a synthetic cohort.")
  .option("--rows <count>", "rows to score", integerFlag(1000, 10_000_000), 100_000)
  .option("--training <count>", "rows to fit on", integerFlag(50, 100_000), 736)
  .option("--repeats <count>", "measured runs of a batch", integerFlag(1, 1000), 15)
  .option("--seed <integer>", "seed of cohort and fit", integerFlag(0, 2 ** 32 - 1), 42)
  .option("--json", "print the figures as JSON")
  .action((flags: Flags) => {
    const { rows, labels } = cohort(flags.rows + flags.training, flags.seed);
    const training = {
      rows: rows.slice(flags.rows),
      labels: labels.slice(flags.rows),
    };
    const results = kinds.map((kind) => {
      const pipeline = fitPipeline(defaultRecipe(kind, flags.seed), training, heartSchema);
      return measure(kind, pipeline, rows.slice(0, flags.rows), flags.repeats);
    });
    console.log(flags.json ? JSON.stringify({ flags, results }, null, 2) : report(results, flags));
  });

function cohort(rowCount: number, seed: number): { rows: Row[]; labels: Uint8Array } {
  const json = JSON.parse(Deno.readTextFileSync(cohortStatisticsPath(Deno.cwd())));
  const statistics = parseCohortStatistics(heartSchema, json);
  const raws = [...generateCohort(heartSchema, statistics, { rowCount, seed })];
  const { name, positiveFrom } = heartSchema.target;
  return {
    rows: raws.map((raw) => readRow(heartSchema, raw).row),
    labels: Uint8Array.from(raws, (raw) => Number(raw[name]) >= positiveFrom ? 1 : 0),
  };
}

function measure(kind: string, pipeline: Pipeline, rows: Row[], repeats: number): Result {
  const scorer = compilePipeline(pipeline);
  const batch = columnsOf(pipeline.encoder, rows);
  const out = new Float64Array(rows.length);
  const batchMs = timed(() => scorer.scoreColumns(batch, out), repeats, true).medianMs;
  const expected = predictProba(pipeline, rows);
  const predictMs = timed(() => predictProba(pipeline, rows), 3, true).medianMs;

  const singles = rows.slice(0, 20_000);
  const answers = singles.map((row) => scorer.score(row));
  const times = sortedTimes(singles, (row) => scorer.score(row));
  const explanations = sortedTimes(singles.slice(0, 2000), explainer(pipeline));
  return {
    kind,
    batch: rows.length / batchMs * 1000,
    predictProba: rows.length / predictMs * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    explained: quantile(explanations, 0.5),
    same: expected.every((value, row) => Object.is(value, out[row])) &&
      answers.every((value, row) => Object.is(value, expected[row])),
  };
}

/** Microseconds that each row takes alone, ascending. */
function sortedTimes(rows: readonly Row[], work: (row: Row) => unknown): Float64Array {
  return Float64Array.from(rows, (row) => {
    const startMs = performance.now();
    work(row);
    return 1000 * (performance.now() - startMs);
  }).sort();
}

const quantile = (sorted: Float64Array, share: number) => sorted[Math.floor(share * sorted.length)];

function report(results: readonly Result[], { rows, training, repeats }: Flags): string {
  const right = "right" as const;
  const heading =
    `${rows} rows, models fitted on ${training}, one core, median of ${repeats} runs:`;
  const lines = results.map(({ kind, batch, predictProba, p50, p99, explained, same }) => [
    kind,
    Math.round(batch).toLocaleString("en"),
    Math.round(predictProba).toLocaleString("en"),
    p50.toFixed(1),
    p99.toFixed(1),
    explained.toFixed(1),
    same ? "yes" : "NO",
  ]);
  return `${heading}\n` + table([
    { title: "pipeline" },
    { title: "compiled, rows/s", align: right },
    { title: "predictProba, rows/s", align: right },
    { title: "one row p50 µs", align: right },
    { title: "p99 µs", align: right },
    { title: "explained p50 µs", align: right },
    { title: "same bits" },
  ], lines);
}

await runTask(command);
