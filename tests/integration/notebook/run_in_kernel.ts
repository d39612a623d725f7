/** Runs notebooks in a fresh kernel, as `deno task notebook:run` does, with variables of a test. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeCells, type Notebook } from "@/adapters/ipynb/document.ts";
import { runNotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { silentProgress } from "@/workflows/progress.ts";

/** The project's folder. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The notebook as it is after a run from top to bottom, in the folder of the project's own. */
export async function runInKernel(
  notebook: Notebook,
  env: Readonly<Record<string, string>> = {},
): Promise<Notebook> {
  const name = "test.ipynb";
  const file = { path: join(root, "notebooks", name), name, text: "", notebook };
  const { signal } = new AbortController();
  const options = { root, cellTimeoutMs: 300_000, progress: silentProgress, signal, env };
  return (await runNotebookFile(file, options)).notebook;
}

/** A notebook of code cells with these sources, their ids `c0`, `c1` and so on. */
export function notebookOf(sources: readonly string[]): Notebook {
  const cells = sources.map((source, index) => ({
    cell_type: "code" as const,
    id: `c${index}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  }));
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 } as Notebook;
}

/** What a cell put out as plain text, streams and displays in their order. */
export function textOf(notebook: Notebook, id: string): string {
  const cell = codeCells(notebook).find((each) => each.id === id);
  if (cell === undefined) throw new Error(`no cell ${id}`);
  return cell.outputs.map((output) => {
    if (output.output_type === "stream") return output.text;
    if (output.output_type === "error") return output.ename;
    return `${output.data["text/plain"]}\n`;
  }).join("");
}
