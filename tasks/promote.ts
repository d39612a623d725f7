/** `deno task promote`: moves a model to Production, judged; rolls back; shows the history. */
import { InvalidArgumentError, Option } from "commander";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import {
  history,
  promoteModel,
  type PromoteOptions,
  rollBack,
} from "@/adapters/training/promote_model.ts";
import { exitCode, UserError } from "@/errors.ts";
import { defaultBounds } from "@/evaluate/promotion_gate.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";
import { type Moment, parseMoment } from "@/workflows/promote/history.ts";
import { refusalError } from "./promote/refusal.ts";
import {
  historyRecord,
  printHistory,
  printServices,
  servicesRecord,
} from "./promote/print_history.ts";
import { printPromotion, printRollback, promotionRecord, rollbackRecord } from "./promote/print.ts";

interface Flags extends Omit<PromoteOptions, "stage"> {
  readonly to: "staging" | "production";
  readonly rollback?: true | string;
  readonly list?: true;
  readonly at?: Moment;
  readonly json: boolean;
}

const command = taskCommand(
  "promote",
  "Move the newest model to Staging, judge it, and move it to Production; or go back.",
)
  .option("--version <integer>", "version to promote; the newest", integerFlag(1, 2 ** 31 - 1))
  .addOption(
    new Option("--to <stage>", "how far").choices(["staging", "production"]).default("production"),
  )
  .option("--force <reason>", "promote although the gate refuses; the reason is recorded", reason)
  .option("--allow-synthetic", "let a model of synthetic patients pass", false)
  .option(
    "--margin <auc>",
    "how much less AUC than a rival's, at worst, is no matter",
    margin,
    defaultBounds.margin,
  )
  .addOption(
    new Option("--rollback [reason]", "put the champion before back into Production")
      .conflicts(["version", "to", "force", "list"]),
  )
  .addOption(
    new Option("--list", "show versions and audit, the newest first")
      .conflicts(["version", "to", "force"]),
  )
  .addOption(
    new Option("--at <when>", "with --list: what was in Production on a day or at a time (UTC)")
      .argParser(moment),
  )
  .option("--data <path>", "the data that the model learned from; else data/ or UCI's archive")
  .option("--model <name>", "the registered model", registeredModelName)
  .option(
    "--workers <integer>",
    "threads that fit",
    integerFlag(1, 256),
    navigator.hardwareConcurrency,
  )
  .option("--json", "print the result as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Before Production the gate refits the model's recipe, the champion's and two baselines on the
same five folds and compares them row by row. A model that it refuses stays in Staging, and the
exit code is ${exitCode.refused}. Who did what, when and why is kept in the registry, with all figures.

Examples:
  deno task promote
  deno task promote --version 3 --to staging
  deno task promote --force "the champion cannot read the new codes"
  deno task promote --rollback "alarms doubled since Monday"
  deno task promote --list
  deno task promote --list --at 2026-11-24`,
  )
  .action(async (flags: Flags) => {
    if (flags.at !== undefined && !flags.list) {
      throw new UserError("--at asks about the history.", {
        exitCode: exitCode.usage,
        hint: "deno task promote --list --at 2026-11-24",
      });
    }
    const context = {
      root: Deno.cwd(),
      progress: terminalProgress(),
      signal: interruptSignal(),
    };
    if (flags.list) return await show(flags, await history(flags, context));
    if (flags.rollback !== undefined) {
      const why = flags.rollback === true ? "" : flags.rollback;
      const outcome = await rollBack(flags, why, context);
      return flags.json ? printJson(rollbackRecord(outcome)) : printRollback(outcome);
    }
    const stage = flags.to === "staging" ? "Staging" : "Production";
    const outcome = await promoteModel({ ...flags, stage }, context);
    if (flags.json) printJson(promotionRecord(outcome));
    else printPromotion(outcome);
    if (outcome.result === "refused") throw refusalError(outcome);
  });

function show({ at, json }: Flags, ledger: Awaited<ReturnType<typeof history>>): void {
  if (at !== undefined) {
    return json ? printJson(servicesRecord(ledger, at)) : printServices(ledger, at);
  }
  return json ? printJson(historyRecord(ledger)) : printHistory(ledger);
}

function reason(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("Expected a reason; it is recorded in the audit.");
}

function margin(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Expected a number from 0 to 1.");
}

function moment(text: string): Moment {
  const parsed = parseMoment(text);
  if (parsed) return parsed;
  throw new InvalidArgumentError("Expected a day such as 2026-11-24, or 2026-11-24T10:30Z.");
}

await runTask(command);
