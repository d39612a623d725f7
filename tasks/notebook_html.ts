/** `deno task notebook:html`: makes a page of each notebook that opens anywhere. */
import { join, resolve } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { findNotebooks, readNotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { notebookPage } from "@/adapters/ipynb/page/page.ts";
import { readPlotlySource } from "@/adapters/plotly/assets.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";

const root = Deno.cwd();

const command = taskCommand(
  "notebook:html",
  "Make one HTML page of each notebook as it was last run: interactive, offline, light and dark.",
)
  .argument("[files...]", "the notebooks; all of notebooks/ unless told")
  .option("--output <folder>", "where the pages go", join("notebooks", "html"))
  .addHelpText(
    "after",
    `
Runs nothing and needs no Python; deno task notebook:run renews the outputs.

Examples:
  deno task notebook:html
  deno task notebook:html notebooks/01_exploration.ipynb --output /tmp/pages`,
  )
  .action(async (files: string[], { output }: { output: string }) => {
    const plotlySource = await readPlotlySource();
    const paths = files.length > 0 ? files.map((file) => resolve(file)) : await findNotebooks(root);
    for (const path of paths) {
      const { name, notebook } = await readNotebookFile(path);
      const page = join(output, name.replace(/\.ipynb$/, ".html"));
      await writeAtomically(page, [notebookPage(notebook, name, plotlySource)]);
      console.log(`written: ${page}`);
    }
  });

await runTask(command);
