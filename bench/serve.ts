/** `deno task bench:serve`: the service under load, beside a bare Hono handler and a Python peer. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { timeDiskSync } from "./disk_sync.ts";
import { load, type LoadResult } from "./load.ts";
import { fitServedModel } from "./served_model.ts";
import { type ServiceProcess, startOurService, startService } from "./service_process.ts";
import { timingOf } from "./timing.ts";

interface Flags {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly workers: number;
  readonly seed: number;
  readonly json?: true;
}

/** One service's rounds, summed up by medians. */
interface Result extends LoadResult {
  readonly who: string;
  /** Requests a second of each round. */
  readonly rounds: readonly number[];
}

interface Contender {
  readonly who: string;
  readonly service: ServiceProcess;
  readonly rounds: LoadResult[];
}

/** Bodies that the connections take in turn. */
const bodyCount = 200;

const ours = "deno task serve";
const bare = "Hono, validates and answers alone";
const peer = "FastAPI, scikit-learn, CSV";

const command = taskCommand("bench:serve", "Times the service, with its log durable, under load.")
  .option("--connections <count>", "requests at once", integerFlag(1, 10_000), 32)
  .option("--rounds <count>", "measured rounds of each", integerFlag(1, 1000), 5)
  .option("--seconds <count>", "seconds of a round", integerFlag(1, 3600), 5)
  .option(
    "--workers <count>",
    "threads of the service that has several",
    integerFlag(2, 256),
    Math.max(2, navigator.hardwareConcurrency),
  )
  .option("--seed <integer>", "seed of the fit", integerFlag(0, 2 ** 32 - 1), 42)
  .option("--json", "print the figures as JSON")
  .action(async (flags: Flags) => {
    const folder = await Deno.makeTempDir();
    try {
      const figures = await compare(folder, flags);
      console.log(
        flags.json ? JSON.stringify({ flags, ...figures }, null, 2) : report(figures, flags),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

async function compare(folder: string, flags: Flags) {
  const { model, tableText, bodies } = await fitServedModel(folder, flags.seed);
  const tablePath = join(folder, "table.csv");
  await Deno.writeTextFile(tablePath, tableText);
  const contenders: Contender[] = [];
  const syncMs: number[] = [];
  try {
    for (const { who, start } of services(model, tablePath, flags)) {
      const own = await Deno.makeTempDir({ dir: folder });
      contenders.push({ who, service: await start(own), rounds: [] });
    }
    // The first round warms up; the load of other programs falls on all alike.
    for (let round = 0; round <= flags.rounds; round++) {
      syncMs.push(await timeDiskSync(folder));
      for (const { service, rounds } of contenders) {
        rounds.push(await load(`${service.url}/predict`, bodies.slice(0, bodyCount), flags));
      }
    }
  } finally {
    for (const { service } of contenders) await service.stop();
  }
  return {
    results: contenders.map(({ who, rounds }) => summary(who, rounds.slice(1))),
    loads: Deno.loadavg(),
    syncMs,
  };
}

function services(model: string, tablePath: string, { workers }: Flags) {
  const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const config = script("../deno.json");
  return [
    { who: ours, start: (own: string) => startOurService(own, model, { workers: 1 }) },
    {
      who: `${ours} --workers ${workers}`,
      start: (own: string) => startOurService(own, model, { workers }),
    },
    {
      who: bare,
      start: (own: string) => {
        const args = ["run", "-q", "--allow-net", "--config", config, script("bare_service.ts")];
        return startService(Deno.execPath(), args, own);
      },
    },
    {
      who: peer,
      async start(own: string) {
        const place = { root: Deno.cwd(), progress: terminalProgress() };
        const { python } = await ensurePythonEnvironment({ ...place, feature: "train" });
        return await startService(python, [script("python_service.py"), tablePath, own], own);
      },
    },
  ];
}

function summary(who: string, rounds: readonly LoadResult[]): Result {
  const median = (name: keyof LoadResult) => timingOf(rounds.map((round) => round[name])).medianMs;
  return {
    who,
    requestsPerSecond: median("requestsPerSecond"),
    p50Ms: median("p50Ms"),
    p99Ms: median("p99Ms"),
    maxMs: Math.max(...rounds.map(({ maxMs }) => maxMs)),
    errorCount: rounds.reduce((sum, { errorCount }) => sum + errorCount, 0),
    rounds: rounds.map(({ requestsPerSecond }) => requestsPerSecond),
  };
}

type Figures = Awaited<ReturnType<typeof compare>>;

function report({ results, loads, syncMs }: Figures, flags: Flags): string {
  const right = "right" as const;
  const rate = (who: string) => results.find((result) => result.who === who)!.requestsPerSecond;
  const lines = results.map(({ who, requestsPerSecond, p50Ms, p99Ms, maxMs, errorCount }) => [
    who,
    Math.round(requestsPerSecond).toLocaleString("en"),
    p50Ms.toFixed(0),
    p99Ms.toFixed(0),
    maxMs.toFixed(0),
    String(errorCount),
    `${(requestsPerSecond / rate(bare) * 100).toFixed(0)} %`,
    `${(requestsPerSecond / rate(peer)).toFixed(0)} ×`,
  ]);
  const { connections, rounds, seconds } = flags;
  const heading =
    `${connections} connections, ${rounds} rounds of ${seconds} s by turns, medians ` +
    `(the longest of all); the load comes from the same machine:`;
  const [minute, , quarter] = loads.map((load) => load.toFixed(1));
  return `${heading}\n` + table([
    { title: "service" },
    { title: "requests/s", align: right },
    { title: "p50 ms", align: right },
    { title: "p99 ms", align: right },
    { title: "max ms", align: right },
    { title: "errors", align: right },
    { title: "of bare", align: right },
    { title: "of Python", align: right },
  ], lines) +
    `\n${navigator.hardwareConcurrency} cores; load of the machine ${minute} in the last minute, ` +
    `${quarter} in the last quarter of an hour; a sync of the log's disk takes ` +
    `${timingOf(syncMs).medianMs.toFixed(2)} ms.\n` +
    style("dim", "The Python peer does not sync its log; ours is on disk before each answer.");
}

await runTask(command);
