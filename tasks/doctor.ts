/** `deno task doctor`: finds what is not as it should be, and says how to mend it. */
import { projectChecks } from "@/adapters/doctor/project_checks.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { exitCode } from "@/errors.ts";
import { examine } from "@/workflows/doctor/examine.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";
import { examinationRecord, isSound, printExamination } from "./doctor/print.ts";

interface Flags {
  readonly model: string;
  readonly repair: boolean;
  readonly json: boolean;
}

const command = taskCommand(
  "doctor",
  "Look whether Python, data, MLflow, runs and the registry are sound, and say how to mend them.",
)
  .option("--repair", "mend what can be mended without losing anything", false)
  .option("--model <name>", "the registered model", registeredModelName)
  .option("--json", "print the result as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Changes nothing without --repair. Repair renews .venv, starts the local MLflow server, ends runs
whose process is dead, and sets stages and aliases back to what the registry's audit says.
The exit code is 0 when no error is left, warnings or not, else ${exitCode.unsound}.

Examples:
  deno task doctor
  deno task doctor --repair
  deno task doctor --json | jq '.checks[].findings[]'`,
  )
  .action(async ({ model, repair, json }: Flags) => {
    const place = {
      root: Deno.cwd(),
      model,
      progress: terminalProgress(),
      signal: interruptSignal(),
    };
    const reports = await examine(projectChecks(place), repair);
    if (json) printJson(examinationRecord(reports));
    else printExamination(reports);
    if (!isSound(reports)) Deno.exitCode = exitCode.unsound;
  });

await runTask(command);
