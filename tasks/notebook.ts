/** `deno task notebook`: opens the notebooks in JupyterLab, on Deno's kernel. */
import { startLab } from "@/adapters/jupyter/lab.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { style } from "@/adapters/terminal/style.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";

const command = taskCommand("notebook", "Open the notebooks in JupyterLab, on Deno's kernel.")
  .option("--port <number>", "its port; the first free one from 8888", integerFlag(1024, 65535))
  .option("--no-browser", "only print the address")
  .addHelpText(
    "after",
    `
Runs until Ctrl-C. What Lab keeps is in .jupyter/; nothing outside the project is touched.

Examples:
  deno task notebook
  deno task notebook --port 9000 --no-browser`,
  )
  .action(async ({ port, browser }: { port?: number; browser: boolean }) => {
    const signal = interruptSignal();
    const lab = await startLab({
      ...{ root: Deno.cwd(), port, opensBrowser: browser, signal },
      progress: terminalProgress(),
    });
    console.log(`JupyterLab: ${style("cyan", lab.url)}\nCtrl-C ends it, kernels included.`);
    await lab.ended;
    console.log("JupyterLab has ended.");
  });

await runTask(command);
