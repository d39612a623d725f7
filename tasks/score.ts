/** `deno task score`: adds predictions to a table of any size. */
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { printScored, scoredRecord } from "./score/print.ts";
import { score, type ScoreOptions } from "./score/run.ts";

/** The command with its flags. */
export function scoreCommand() {
  return taskCommand("score", "Add the model's prediction and probability to every row of a table.")
    .requiredOption("--input <file>", "CSV with a header line, or Parquet")
    .requiredOption("--output <file>", "a new file of the same format")
    .requiredOption(
      "--model <uri>",
      "models:/NAME/VERSION, models:/NAME@ALIAS, models:/NAME/STAGE, runs:/RUN/model, or a path",
    )
    .option("--force", "overwrite the output if it is there", false)
    .option("--json", "print the result as JSON on standard output", false)
    .addHelpText(
      "after",
      `
All columns are kept; prediction (0 or 1) and probability come last. Values may be codes or
labels, and may be missing. Rows that cannot be read are left out and listed, with line, column
and reason, in <output>.rejected.csv. The output appears only when it is complete.

Examples:
  deno task score --input patients.csv --output scored.csv \\
    --model models:/BestRandomForestHeartDisease/Production
  deno task score --input patients.parquet --output scored.parquet --model pipeline.json --json`,
    );
}

if (import.meta.main) {
  const command = scoreCommand().action(async (options: ScoreOptions & { json: boolean }) => {
    const outcome = await score(options, terminalProgress(), interruptSignal());
    if (options.json) printJson(scoredRecord(outcome));
    else printScored(outcome);
  });
  await runTask(command);
}
