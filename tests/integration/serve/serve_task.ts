/** `deno task serve` as a process of its own: its flags and permissions, in a folder for a test. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { heartSchema } from "@/schema/heart.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { fetchedModel } from "../../fetched_models.ts";
import { readLog } from "../../read_log.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));

/** A process that was started. */
export interface ServeTask {
  /** Its address; undefined when it ended before it listened. */
  readonly url: string | undefined;
  /** What it has said so far. */
  readonly said: { stdout: string; stderr: string };
  readonly ended: Promise<number>;
  signal(signal: Deno.Signal): void;
}

/** The arguments of `deno` that deno.json has for the task, to be run in any folder. */
async function taskArguments(): Promise<string[]> {
  const config = join(project, "deno.json");
  const { tasks } = JSON.parse(await Deno.readTextFile(config));
  const [deno, run, ...rest] = (tasks.serve.command as string).split(" ");
  if (deno !== "deno" || run !== "run") throw new Error("The task is no plain deno run any more.");
  const script = rest.pop()!;
  return [run, `--config=${config}`, ...rest, join(project, script)];
}

/** Starts the task and waits until it listens or has ended. */
export async function startServe(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServeTask> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...await taskArguments(), ...args],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const said = { stdout: "", stderr: "" };
  const listening = Promise.withResolvers<string>();
  const follow = async (
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
    name: keyof typeof said,
  ) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      said[name] += text;
      const [, url] = /(?:Page: |"url":")(http:[^\s,"]+)/.exec(said.stdout) ?? [];
      if (url !== undefined) listening.resolve(url);
    }
  };
  const reading = Promise.all([follow(child.stdout, "stdout"), follow(child.stderr, "stderr")]);
  const ended = reading.then(async () => (await child.status).code);
  return {
    url: await Promise.race([listening.promise, ended.then(() => undefined)]),
    said,
    ended,
    signal: (signal) => child.kill(signal),
  };
}

/** Starts the task where it should not serve; what it says, and its exit code. */
export async function refuseToServe(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stderr: string }> {
  const task = await startServe(cwd, ["--port", "0", ...args], env);
  if (task.url !== undefined) task.signal("SIGKILL");
  return { code: await task.ended, stderr: task.said.stderr };
}

/** Runs the task while `use` lasts, and ends it by SIGTERM; returns its exit code. */
export async function withServe(
  cwd: string,
  args: readonly string[],
  use: (task: ServeTask & { readonly url: string }) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const task = await startServe(cwd, ["--port", "0", ...args], env);
  const { url } = task;
  if (url === undefined) throw new Error(`It has ended: ${task.said.stderr}`);
  try {
    await use({ ...task, url });
  } finally {
    task.signal("SIGTERM");
    await task.ended;
  }
  return await task.ended;
}

/** Puts a model into a folder, as `--model` takes it. */
export async function writeModel(folder: string): Promise<string> {
  const { pipelineText, referenceText, card } = fetchedModel();
  const path = join(folder, "model");
  await Deno.mkdir(path);
  await Deno.writeTextFile(join(path, "pipeline.json"), pipelineText);
  await Deno.writeTextFile(join(path, "reference.json"), referenceText!);
  await Deno.writeTextFile(join(path, "README.md"), card!);
  return path;
}

/** Asks about a patient. */
export function ask(url: string, row: unknown, headers: Record<string, string> = {}) {
  return fetch(`${url}/predict`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(row),
  });
}

/** Ids of the requests in a log. */
export async function loggedIds(path: string): Promise<string[]> {
  const { rows, damagedCount } = await readLog(csvPredictionLog(path, heartSchema).predictions);
  if (damagedCount > 0) throw new Error(`${damagedCount} rows are damaged.`);
  return rows.map(([, id]) => id);
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1500; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("It did not come to that.");
}
