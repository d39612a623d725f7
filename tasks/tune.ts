/** `deno task tune`: searches for the best random forest and registers it in MLflow. */
import { Option } from "commander";
import { exitCode, UserError } from "@/errors.ts";
import { style } from "@/adapters/terminal/style.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { Sampler } from "@/tune/sampler.ts";
import type { Space } from "@/tune/space.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";
import { defaultForestSpace } from "@/workflows/tune/forest_space.ts";
import { planStudy, samplerKinds } from "@/workflows/tune/study_plan.ts";
import type { TuneRequest } from "@/workflows/tune/tune.ts";
import { printTuneResult, tuneRecord } from "./tune/print.ts";
import { readSpace } from "./tune/read_space.ts";
import { tune } from "@/adapters/training/tune_forest.ts";

interface Flags {
  readonly trials: number;
  readonly folds: number;
  readonly seed: number;
  readonly space?: string;
  readonly sampler: Sampler["kind"];
  readonly prune: boolean;
  readonly timeout?: number;
  readonly resume?: string;
  readonly model: string;
  readonly data?: string;
  readonly workers: number;
  readonly json: boolean;
}

/** Flags that a study keeps from its beginning. */
const fixedFlags = ["folds", "seed", "space", "sampler", "prune"] as const;

const command = taskCommand(
  "tune",
  "Search for the best random forest, each trial a run in MLflow, and register the winner.",
)
  .option("--trials <integer>", "trials in all", integerFlag(1, 100_000), 50)
  .option("--folds <integer>", "folds that judge each trial", integerFlag(2, 100), 5)
  .option("--seed <integer>", "seed of splits, suggestions, fits", integerFlag(0, 2 ** 32 - 1), 42)
  .option("--space <file>", "search space as JSON instead of the default one")
  .addOption(
    new Option("--sampler <kind>", "how points are chosen").choices(samplerKinds).default("tpe"),
  )
  .option("--prune", "give trials up that trail the median after some folds", false)
  .option("--timeout <seconds>", "start no trial later than this", integerFlag(1, 31_536_000))
  .option("--resume <run>", "go on with an interrupted study, by the id of its run")
  .option("--model <name>", "registered model", registeredModelName)
  .option("--data <path>", "a CSV, a folder or zip of UCI's files; else data/ or UCI's archive")
  .option(
    "--workers <integer>",
    "threads that fit",
    integerFlag(1, 256),
    navigator.hardwareConcurrency,
  )
  .option("--json", "print the results as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Tracks in MLFLOW_TRACKING_URI when it is set, else in a local MLflow server, started if needed.
The same seed gives the same trials and the same model, whatever the number of workers. Ctrl-C
keeps the trials that have ended; --resume RUN goes on, on any machine, as if nothing had been.

A space is a JSON object of parameters by name, as the default one:
${spaceText(defaultForestSpace)}
Types: uniform, quniform, loguniform, qloguniform (low, high, q), normal, qnormal, lognormal,
qlognormal (mu, sigma, q), randint (low, high), choice (options, probabilities). An option may be
{ "value": …, "parameters": { … } }: parameters that exist only when it is chosen.

Examples:
  deno task tune
  deno task tune --trials 200 --timeout 60 --prune
  deno task tune --space space.json --sampler random --json
  deno task tune --resume 2dcea1941e244e12a684a2c2f150994a`,
  )
  .action(async (flags: Flags) => {
    const space = flags.space === undefined ? defaultForestSpace : await readSpace(flags.space);
    if (flags.resume !== undefined) refuseChanges();
    const outcome = await tune((dataset) => requestOf(flags, space, dataset), {
      ...flags,
      timeoutMs: flags.timeout === undefined ? undefined : 1000 * flags.timeout,
    }, {
      root: Deno.cwd(),
      sourceName: "tasks/tune.ts",
      progress: terminalProgress(),
      signal: interruptSignal(),
    });
    if (flags.json) return printJson(tuneRecord(outcome));
    printTuneResult(outcome);
    console.log(
      `\nNext: judge it and put it into Production with ${style("bold", "deno task promote")}`,
    );
  });

function requestOf(flags: Flags, space: Space, dataset: Dataset): TuneRequest {
  const { resume, trials, folds: foldCount, seed, sampler, prune: pruning } = flags;
  if (resume !== undefined) {
    return { resume, ...(isGiven("trials") ? { trialCount: trials } : {}) };
  }
  const plan = planStudy({ space, sampler, seed, foldCount, pruning }, dataset);
  return { plan, trialCount: trials };
}

function refuseChanges(): void {
  const given = fixedFlags.filter(isGiven);
  if (given.length === 0) return;
  throw new UserError(
    `A resumed study keeps its plan: ${given.map((name) => `--${name}`).join(", ")} cannot change.`,
    { exitCode: exitCode.usage, hint: "Leave it out, or start a new study without --resume." },
  );
}

function isGiven(name: string): boolean {
  return command.getOptionValueSource(name) === "cli";
}

function spaceText(space: Space): string {
  const lines = Object.entries(space).map(([name, parameter]) =>
    `  "${name}": ${JSON.stringify(parameter).replaceAll(/([:,])(?=\S)/g, "$1 ")}`
  );
  return `{\n${lines.join(",\n")}\n}`;
}

await runTask(command);
