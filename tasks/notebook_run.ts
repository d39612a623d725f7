/** `deno task notebook:run`: runs notebooks from top to bottom and keeps their outputs. */
import { resolve } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import {
  findNotebooks,
  readNotebookFile,
  runNotebookFile,
} from "@/adapters/ipynb/notebook_file.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";

const root = Deno.cwd();

const command = taskCommand("notebook:run", "Run notebooks in a fresh Deno kernel, in place.")
  .argument("[files...]", "the notebooks; all of notebooks/ unless told")
  .option("--timeout <seconds>", "how long a cell may take", integerFlag(1, 86_400), 300)
  .addHelpText(
    "after",
    `
Needs no Python, except where the notebook trains. The same data gives the same bytes: what
changed in the file is what changed in the results. A cell that fails leaves the file as it was.

Examples:
  deno task notebook:run
  deno task notebook:run notebooks/01_exploration.ipynb --timeout 60`,
  )
  .action(async (files: string[], { timeout }: { timeout: number }) => {
    const signal = interruptSignal();
    const paths = files.length > 0 ? files.map((file) => resolve(file)) : await findNotebooks(root);
    for (const path of paths) {
      const file = await readNotebookFile(path);
      const { text } = await runNotebookFile(file, {
        root,
        cellTimeoutMs: 1000 * timeout,
        progress: terminalProgress(),
        signal,
      });
      if (text !== file.text) await writeAtomically(path, [text]);
      console.log(`${text === file.text ? "unchanged:" : "written:"} ${path}`);
    }
  });

await runTask(command);
