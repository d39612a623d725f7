/** `deno task replay`: asks another version what was asked in service, and compares the answers. */
import { replayLog } from "@/adapters/monitoring/replay_log.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { chooseWindow } from "@/workflows/monitor/window_choice.ts";
import { duration, moment } from "./monitor/flags.ts";
import { printReplay, replayRecord } from "./replay/print.ts";

interface Flags {
  readonly model: string;
  readonly log: string;
  readonly since?: number;
  readonly window?: number;
  readonly all: boolean;
  readonly output?: string;
  readonly force: boolean;
  readonly json: boolean;
}

const command = taskCommand(
  "replay",
  "Ask another version of the model what was asked in service, and compare the answers.",
)
  .requiredOption(
    "--model <uri>",
    "models:/NAME/VERSION, models:/NAME@ALIAS, models:/NAME/STAGE, runs:/RUN/model, or a path",
  )
  .option("--log <file>", "the prediction log", "prediction_log.csv")
  .option("--since <when>", "replay everything since a day or time (UTC)", moment)
  .option("--window <length>", "replay the last 90m, 24h, 7d or 2w", duration)
  .option("--all", "replay the whole log, as without --since and --window", false)
  .option("--output <file>", "list the answers that change there, as CSV")
  .option("--force", "overwrite the list if it is there", false)
  .option("--json", "print the result as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Nothing is asked of a running service, and nothing is written but the list. Performance is
estimated from each version's own training data, and measured where truths came by /feedback. The
log names no hospital, so answers are told apart by sex and age alone.

Examples:
  deno task replay --model models:/BestRandomForestHeartDisease/Staging
  deno task replay --model models:/BestRandomForestHeartDisease/2 --window 7d --output changes.csv`,
  )
  .action(async ({ since: sinceMs, window: lengthMs, all, json, ...flags }: Flags) => {
    const window = chooseWindow({ sinceMs, lengthMs, all }, Date.now());
    const outcome = await replayLog({ ...flags, window }, {
      root: Deno.cwd(),
      progress: terminalProgress(),
      signal: interruptSignal(),
    });
    if (json) printJson(replayRecord(outcome));
    else printReplay(outcome, flags.output);
  });

await runTask(command);
