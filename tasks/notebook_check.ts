/** `deno task notebook:check`: holds notebooks to format, types, lint and a clean run. */
import { resolve } from "node:path";
import { checkCode } from "@/adapters/ipynb/check_code.ts";
import { checkOutputs } from "@/adapters/ipynb/check_outputs.ts";
import {
  findNotebooks,
  readNotebookFile,
  runNotebookFile,
} from "@/adapters/ipynb/notebook_file.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { UserError } from "@/errors.ts";

const root = Deno.cwd();

const command = taskCommand(
  "notebook:check",
  "Check notebooks' code and outputs, and run them; no file is changed.",
)
  .argument("[files...]", "the notebooks; all of notebooks/ unless told")
  .option("--timeout <seconds>", "how long a cell may take", integerFlag(1, 86_400), 300)
  .addHelpText(
    "after",
    `
Checks that cells are formatted, type-correct and free of lint; that they run from top to bottom;
and that the kept outputs are of the same kinds as the new ones, without errors, complaints or
paths of this machine, each figure both interactive and as a picture.

Examples:
  deno task notebook:check
  deno task notebook:check notebooks/02_baselines.ipynb`,
  )
  .action(async (files: string[], { timeout }: { timeout: number }) => {
    const signal = interruptSignal();
    const progress = terminalProgress();
    const paths = files.length > 0 ? files.map((file) => resolve(file)) : await findNotebooks(root);
    const problems: string[] = [];
    for (const path of paths) {
      const file = await readNotebookFile(path);
      const found = await checkCode(file, signal);
      // Code that does not hold would only fail again, less clearly.
      if (found.length === 0) {
        const cellTimeoutMs = 1000 * timeout;
        const ran = await runNotebookFile(file, { root, cellTimeoutMs, progress, signal });
        found.push(...checkOutputs(file.notebook, ran.notebook, [root]));
      }
      problems.push(...found.map((problem) => `${file.name}: ${problem}`));
    }
    if (problems.length > 0) {
      throw new UserError(
        `The notebooks do not hold: ${problems.map((problem) => `\n  ${problem}`).join("")}`,
        {
          hint: "Correct the cells; deno fmt formats them, deno task notebook:run renews outputs.",
        },
      );
    }
    console.log(`${paths.length} notebooks hold: format, types, lint, run, outputs.`);
  });

await runTask(command);
