/** `deno task bench:soak`: kills the service under load, and looks whether its log has every answer. */
import { join } from "node:path";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { rotatedPaths } from "@/adapters/files/log_paths.ts";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { heartSchema } from "@/schema/heart.ts";
import { fitServedModel } from "./served_model.ts";
import { type ServiceProcess, startOurService } from "./service_process.ts";

interface Flags {
  readonly requests: number;
  readonly kills: number;
  readonly connections: number;
  readonly workers: number;
  readonly json?: true;
}

/** What clients have seen so far. */
interface Seen {
  /** Rows that were sent; the number of each is in its request's id. */
  sentCount: number;
  /** Numbers of rows that were answered. */
  readonly answered: Set<number>;
  /** Requests that were answered, and those that broke off or were turned away. */
  requestCount: number;
  brokenCount: number;
  turnedAwayCount: number;
}

/** Every so many requests one asks about several patients. */
const batchEvery = 16;
const batchLimit = 100;

const command = taskCommand(
  "bench:soak",
  "Kills the service under load, and counts answers that its log lacks or has twice.",
)
  .option("--requests <count>", "answered requests", integerFlag(1000, 100_000_000), 1_000_000)
  .option("--kills <count>", "times that it is killed", integerFlag(0, 10_000), 20)
  .option("--connections <count>", "requests at once", integerFlag(1, 10_000), 32)
  .option("--workers <count>", "threads of the service", integerFlag(1, 256), 2)
  .option("--json", "print the counts as JSON")
  .action(async (flags: Flags) => {
    const folder = await Deno.makeTempDir();
    try {
      const startMs = performance.now();
      const seen = await soak(folder, flags);
      const seconds = Math.round((performance.now() - startMs) / 1000);
      const counts = { seconds, ...await compare(join(folder, "prediction_log.csv"), seen) };
      console.log(flags.json ? JSON.stringify({ flags, counts }, null, 2) : report(counts));
      const { lost, doubled, foreign, damaged } = counts;
      Deno.exitCode = lost + doubled + foreign + damaged > 0 ? 1 : 0;
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

async function soak(folder: string, flags: Flags): Promise<Seen> {
  const { model, bodies } = await fitServedModel(folder, 42);
  const start = () => startOurService(folder, model, flags);
  const seen: Seen = {
    sentCount: 0,
    answered: new Set(),
    requestCount: 0,
    brokenCount: 0,
    turnedAwayCount: 0,
  };
  let service = start();
  const kills = killMoments(flags);
  const isOver = () => seen.requestCount >= flags.requests;

  async function client(): Promise<void> {
    while (!isOver()) {
      await ask(await service, bodies, seen);
      if (kills.length === 0 || seen.requestCount < kills[0]) continue;
      kills.shift();
      // Clients wait for the new one from here on.
      service = service.then(({ kill }) => kill()).then(start);
    }
  }

  await Promise.all(Array.from({ length: flags.connections }, client));
  await (await service).stop();
  return seen;
}

/** After how many requests the service is killed, in ascending order. */
function killMoments({ requests, kills }: Flags): number[] {
  return Array.from({ length: kills }, () => Math.floor(Math.random() * requests))
    .toSorted((a, b) => a - b);
}

/** Asks once, about one patient or several. */
async function ask({ url }: ServiceProcess, bodies: readonly string[], seen: Seen): Promise<void> {
  const isBatch = Math.random() * batchEvery < 1;
  const rowCount = isBatch ? 1 + Math.floor(Math.random() * batchLimit) : 1;
  const first = seen.sentCount;
  seen.sentCount += rowCount;
  const rows = Array.from({ length: rowCount }, (_, row) => bodies[(first + row) % bodies.length]);
  try {
    const response = await fetch(`${url}/predict${isBatch ? "/batch" : ""}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": `soak-${first}` },
      body: isBatch ? `{"rows":[${rows.join(",")}]}` : rows[0],
    });
    const answer = await response.json();
    if (!response.ok) {
      seen.turnedAwayCount++;
      return;
    }
    for (const { request_id } of isBatch ? answer.predictions : [answer]) {
      seen.answered.add(rowNumber(request_id));
    }
    seen.requestCount++;
  } catch {
    // Killed: nobody knows whether it was logged.
    seen.brokenCount++;
  }
}

/** The number in `soak-12`, or behind it in `soak-12#3`. */
function rowNumber(requestId: string): number {
  const [, first, index = "0"] = /^soak-(\d+)(?:#(\d+))?$/.exec(requestId) ?? [];
  return Number(first) + Number(index);
}

async function compare(path: string, seen: Seen) {
  const { predictions } = csvPredictionLog(path, heartSchema);
  const place = predictions.columns.indexOf("request_id");
  const logged = new Uint8Array(seen.sentCount);
  let [loggedCount, foreign, damaged] = [0, 0, 0];
  for await (const { rows, damagedCount } of predictions.read()) {
    loggedCount += rows.length;
    damaged += damagedCount;
    for (const { [place]: id } of rows) {
      const number = rowNumber(id);
      if (number < logged.length) logged[number]++;
      else foreign++;
    }
  }
  const { answered, requestCount, brokenCount, turnedAwayCount } = seen;
  return {
    requests: requestCount,
    broken: brokenCount,
    turnedAway: turnedAwayCount,
    answered: answered.size,
    logged: loggedCount,
    files: 1 + (await rotatedPaths(path)).length,
    lost: answered.values().filter((number) => logged[number] === 0).toArray().length,
    doubled: logged.filter((count) => count > 1).length,
    foreign,
    damaged,
  };
}

type Counts = Awaited<ReturnType<typeof compare>> & { readonly seconds: number };

function report(counts: Counts): string {
  const lines: [string, number][] = [
    ["requests that were answered", counts.requests],
    ["requests that broke off", counts.broken],
    ["requests that were turned away", counts.turnedAway],
    ["patients that were answered", counts.answered],
    ["rows of the log", counts.logged],
    ["files of the log", counts.files],
    ["answered, but not in the log", counts.lost],
    ["in the log twice", counts.doubled],
    ["in the log, but never sent", counts.foreign],
    ["damaged lines of the log", counts.damaged],
    ["seconds", counts.seconds],
  ];
  return table(
    [{ title: "soak" }, { title: "count", align: "right" }],
    lines.map(([what, count]) => [what, count.toLocaleString("en")]),
  );
}

await runTask(command);
