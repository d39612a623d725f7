/** Holds a notebook's code to what all code is held to: format, types, lint. */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cellModule } from "@/adapters/ipynb/cell_module.ts";
import { checkFormat } from "@/adapters/ipynb/check_format.ts";
import type { NotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { runCommand } from "@/adapters/python/command.ts";

/** What `deno fmt`, `deno check` and `deno lint` find in the cells, a text each. */
export async function checkCode(file: NotebookFile, signal: AbortSignal): Promise<string[]> {
  const { path, name, notebook } = file;
  const { source, explain } = cellModule(notebook, name);
  // Beside the notebook, so that relative imports lead where they lead in a cell.
  const modulePath = join(dirname(path), `${name}.${Deno.pid}.ts`);
  const deno = async (...args: string[]) => {
    const { success, output } = await runCommand(Deno.execPath(), args, {
      cwd: dirname(path),
      env: { NO_COLOR: "1" },
      signal,
    });
    return success
      ? []
      : [explain(explain(output, pathToFileURL(modulePath).href), modulePath).trim()];
  };
  await Deno.writeTextFile(modulePath, source);
  try {
    return (await Promise.all([
      checkFormat(file, signal),
      deno("check", "--quiet", modulePath),
      deno("lint", "--quiet", modulePath),
    ])).flat();
  } finally {
    await Deno.remove(modulePath);
  }
}
