/** `deno task serve`: answers for the model in Production over HTTP. */
import { relative, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { createKey } from "@/adapters/http/bearer_keys.ts";
import { serve } from "@/adapters/http/serve.ts";
import { defaultSettings, type ServeSettings } from "@/adapters/http/serve_settings.ts";
import { explainRead } from "@/adapters/files/explain_read.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { style } from "@/adapters/terminal/style.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { exitCode, UserError } from "@/errors.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly model: string;
  readonly shadow?: string;
  readonly log: string;
  readonly logOptional: boolean;
  readonly poll: number;
  readonly workers: number;
  readonly keys?: string;
  readonly newKey?: string;
  readonly auth: boolean;
  readonly rate?: number;
  readonly jsonLogs: boolean;
}

const defaults = defaultSettings(Deno.cwd());
const ownHosts = ["127.0.0.1", "::1", "localhost"];

const command = taskCommand("serve", "Answer for the model in Production over HTTP.")
  .option("--port <integer>", "port; 0 for any that is free", integerFlag(0, 65535), defaults.port)
  .option("--host <address>", "address to listen on; 0.0.0.0 for all", defaults.hostname)
  .option("--model <uri>", "model to serve: models:/…, runs:/… or a path", defaults.model)
  .option(
    "--shadow <uri>",
    "a model that answers each request beside it, for the log alone; or: staging",
    (text) => text === "staging" ? `models:/${registeredModelName}/Staging` : text,
  )
  .option("--log <path>", "the prediction log", relative(defaults.root, defaults.logPath))
  .option("--log-optional", "answer also when the log cannot be written", false)
  .option(
    "--poll <seconds>",
    "how often to look for another model",
    seconds,
    defaults.pollMs / 1000,
  )
  .option("--workers <integer>", "threads that answer", integerFlag(1, 256), 1)
  .option("--keys <path>", "ask callers for a bearer key; the file holds names and hashes")
  .option("--new-key <name>", "make a key, add it to the file of --keys, print it, and end")
  .option("--no-auth", "let anyone call who can reach another address than this machine's own")
  .option("--rate <integer>", "requests a second of each caller", integerFlag(1, 1_000_000))
  .option("--json-logs", "tell of events and requests as lines of JSON on standard output", false)
  .addHelpText(
    "after",
    `
Answers are sent when they are in the log. A promotion is followed within the time of --poll,
without a restart. Where the registry is out of reach, the model served last answers from
.serve/model.json. Ctrl-C or SIGTERM answers what has come and ends.

Examples:
  deno task serve
  deno task serve --port 9000 --workers 4 --json-logs
  deno task serve --model runs:/RUN/model
  deno task serve --new-key laboratory --keys keys.txt
  deno task serve --host 0.0.0.0 --keys keys.txt --rate 100

  curl -s http://127.0.0.1:8000/predict -H 'content-type: application/json' \\
    -d '{"age": 50, "sex": "1", "cp": "2", "chol": 200}'`,
  )
  .action(async (flags: Flags) => {
    if (flags.newKey !== undefined) return await addKey(flags.newKey, flags.keys);
    if (flags.auth && flags.keys === undefined && !ownHosts.includes(flags.host)) {
      throw new UserError(`Whoever can reach ${flags.host} could call.`, {
        exitCode: exitCode.usage,
        hint: "Ask for keys (--keys FILE; make one with --new-key NAME), or say --no-auth.",
      });
    }
    const { jsonLogs } = flags;
    const signal = interruptSignal(() => {
      if (!jsonLogs) console.error("\nEnding: what has come is answered.");
    });
    const serving = await serve(await settingsOf(flags), flags.workers);
    if (!jsonLogs) {
      console.log(
        `Page: ${style("cyan", serving.url)}, API: ${
          style("cyan", `${serving.url}/docs`)
        }\nCtrl-C ends it.`,
      );
    }
    await Promise.race([untilAborted(signal), serving.broken]);
    await serving.stop();
  });

async function settingsOf(flags: Flags): Promise<ServeSettings> {
  const { keys: source } = flags;
  return {
    ...defaults,
    hostname: flags.host,
    port: flags.port,
    model: flags.model,
    shadow: flags.shadow,
    logPath: resolve(flags.log),
    isLogOptional: flags.logOptional,
    pollMs: flags.poll * 1000,
    keys: source === undefined
      ? undefined
      : { source, text: await explainRead(source, () => Deno.readTextFile(source)) },
    requestsPerSecond: flags.rate,
    isLogJson: flags.jsonLogs,
  };
}

async function addKey(name: string, path: string | undefined): Promise<void> {
  if (path === undefined || !/^[\w.-]+$/.test(name)) {
    throw new UserError("A key needs a name without blanks, and a file.", {
      exitCode: exitCode.usage,
      hint: "deno task serve --new-key laboratory --keys keys.txt",
    });
  }
  const { key, line } = createKey(name);
  await Deno.writeTextFile(path, `${line}\n`, { append: true, mode: 0o600 });
  console.log(key);
  console.error(`Added to ${path}, which holds its hash alone: this is the one time it is shown.`);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0.1 && value <= 86_400) return value;
  throw new InvalidArgumentError("Expected a number of seconds from 0.1 to 86400.");
}

await runTask(command);
