/** `deno task bench:log`: the prediction log, durable appends a second and rows a second read. */
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import type { PredictionRecord } from "@/workflows/serve/journal.ts";
import { timingOf } from "./timing.ts";

interface Flags {
  readonly rows: number;
  readonly writers: number;
  readonly repeats: number;
}

/** Rows handed over at once to fill a log. */
const fillCount = 1000;

const command = taskCommand(
  "bench:log",
  "Times the prediction log on the disk of the temporary folder.",
)
  .option("--rows <count>", "rows to read", integerFlag(1000, 100_000_000), 1_000_000)
  .option("--writers <count>", "appends that wait at once", integerFlag(1, 10_000), 32)
  .option("--repeats <count>", "measured runs", integerFlag(1, 100), 5)
  .action(async (flags: Flags) => {
    const appends = await inFolder((path) => timeAppends(path, flags));
    const plain = await inFolder((path) => timeReads(path, flags, () => ({})));
    const awkward = await inFolder((path) => timeReads(path, flags, awkwardInputs));
    console.log(table([{ title: "prediction log" }, { title: "rows/s", align: "right" }], [
      [`appended durably by ${flags.writers} writers`, figure(appends)],
      ["read", figure(plain.rowsPerSecond)],
      ["read, a comma, a quotation mark and a formula in each row", figure(awkward.rowsPerSecond)],
      ["read by csv-parse", figure(plain.csvParse)],
    ]));
    console.log(`Reading took ${plain.megabytes} MB more at most.`);
  });

const figure = (rowsPerSecond: number) => Math.round(rowsPerSecond).toLocaleString("en");

async function inFolder<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    return await work(join(folder, "prediction_log.csv"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function timeAppends(path: string, { writers, repeats }: Flags): Promise<number> {
  const journal = await openCsvJournal(path, heartSchema);
  const appendCount = 20_000;
  const timesMs: number[] = [];
  for (let run = 0; run <= repeats; run++) {
    let startedCount = 0;
    const startMs = performance.now();
    await Promise.all(Array.from({ length: writers }, async () => {
      while (startedCount++ < appendCount) await journal.predictions([record({})]);
    }));
    if (run > 0) timesMs.push(performance.now() - startMs);
  }
  await journal.close();
  return appendCount / timingOf(timesMs).medianMs * 1000;
}

async function timeReads(path: string, { rows, repeats }: Flags, inputs: () => RawRow) {
  const journal = await openCsvJournal(path, heartSchema);
  for (let count = 0; count < rows; count += fillCount) {
    const length = Math.min(fillCount, rows - count);
    await journal.predictions(Array.from({ length }, () => record(inputs())));
  }
  await journal.close();
  const { predictions } = csvPredictionLog(path, heartSchema);
  const startBytes = Deno.memoryUsage().rss;
  let mostBytes = startBytes;
  const timesMs: number[] = [];
  for (let run = 0; run < repeats; run++) {
    let readCount = 0;
    const startMs = performance.now();
    for await (const batch of predictions.read()) {
      readCount += batch.rows.length;
      mostBytes = Math.max(mostBytes, Deno.memoryUsage().rss);
    }
    timesMs.push(performance.now() - startMs);
    if (readCount !== rows) throw new Error(`Read ${readCount} rows of ${rows}.`);
  }
  return {
    rowsPerSecond: rows / timingOf(timesMs).medianMs * 1000,
    csvParse: await timeCsvParse(path),
    megabytes: Math.round((mostBytes - startBytes) / 2 ** 20),
  };
}

/** The peer, on the first lines of a file. */
async function timeCsvParse(path: string): Promise<number> {
  const lines = (await Deno.readTextFile(path)).split("\n").slice(1, 20_001).join("\n");
  const timesMs = Array.from({ length: 3 }, () => {
    const startMs = performance.now();
    parse(lines);
    return performance.now() - startMs;
  });
  return lines.split("\n").length / timingOf(timesMs).medianMs * 1000;
}

function awkwardInputs(): RawRow {
  const [first, second, third] = heartSchema.features;
  return { [first.name]: "a,b", [second.name]: 'say "no"', [third.name]: "=1+1" };
}

function record(inputs: RawRow): PredictionRecord {
  const features = heartSchema.features.map(({ name }, index) => [name, String(index)]);
  return {
    timestampMs: Date.now(),
    requestId: crypto.randomUUID(),
    model: {
      source: "models:/BestRandomForestHeartDisease/3",
      name: "BestRandomForestHeartDisease",
      version: "3",
      runId: "0123456789abcdef0123456789abcdef",
      dataSource: "uci",
      digest: "",
      metrics: {},
    },
    inputs: { ...Object.fromEntries(features), ...inputs },
    answer: { prediction: 1, label: "disease", probability: 0.7623762376237624, warnings: [] },
    latencyMs: 1.234,
  };
}

await runTask(command);
