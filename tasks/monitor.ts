/** `deno task monitor`: checks what was predicted since the last check, for cron and for people. */
import { checkLog } from "@/adapters/monitoring/check_log.ts";
import { parseWebhook, secretVariable, sendWebhook } from "@/adapters/monitoring/webhook.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { exitCode } from "@/errors.ts";
import { chooseWindow } from "@/workflows/monitor/window_choice.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";
import { duration, moment } from "./monitor/flags.ts";
import { monitorRecord, printMonitoring } from "./monitor/print.ts";

interface Flags {
  readonly log: string;
  readonly since?: number;
  readonly window?: number;
  readonly all: boolean;
  readonly model: string;
  readonly report?: string;
  readonly failOnDrift: boolean;
  readonly webhook?: string;
  readonly logEmpty: boolean;
  readonly json: boolean;
}

const command = taskCommand(
  "monitor",
  "Check what the model was asked and answered since the last check: figures, drift, performance.",
)
  .option("--log <file>", "the prediction log", "prediction_log.csv")
  .option("--since <when>", "look at everything since a day or time (UTC)", moment)
  .option("--window <length>", "look at the last 90m, 24h, 7d or 2w", duration)
  .option("--all", "look at the whole log", false)
  .option("--model <name>", "the registered model", registeredModelName)
  .option("--report <file>", "write the report there as well, as one HTML file")
  .option("--fail-on-drift", `exit with ${exitCode.drift} when the verdict is alarm`, false)
  .option("--webhook <url>", `post the verdict there, signed with ${secretVariable}`)
  .option("--log-empty", "log a run also when nothing new came", false)
  .option("--json", "print the result as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Without --since, --window or --all a check reads on where the last one ended, on any machine:
MLflow keeps the place. Each row counts in one check. The other three look at a window of their
own, again and again if you like; such a look moves nothing and is in no series.

Verdicts: ok; watch and alarm, which together 3 in 100 windows without drift get, whatever their
size; "not enough data" when a shift by one standard deviation could not be seen.

Examples:
  deno task monitor
  deno task monitor --window 7d --report report.html
  deno task monitor --fail-on-drift || mail -s drift you@example.org
  ${secretVariable}=… deno task monitor --webhook https://example.org/hook`,
  )
  .action(async (flags: Flags) => {
    const { since: sinceMs, window: lengthMs, all } = flags;
    const window = chooseWindow({ sinceMs, lengthMs, all }, Date.now());
    const webhook = flags.webhook === undefined
      ? undefined
      : parseWebhook(flags.webhook, Deno.env.get(secretVariable));
    const signal = interruptSignal();
    const outcome = await checkLog({ ...flags, window }, {
      root: Deno.cwd(),
      progress: terminalProgress(),
      signal,
    });
    if (flags.json) printJson(monitorRecord(outcome));
    else printMonitoring(outcome, flags.model);
    if (flags.failOnDrift && outcome.logged?.check.verdict === "alarm") {
      Deno.exitCode = exitCode.drift;
    }
    if (webhook && outcome.logged) {
      await sendWebhook(webhook, monitorRecord(outcome), {
        fetch,
        signal,
        random: Math.random,
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        now: Date.now,
      });
    }
  });

await runTask(command);
