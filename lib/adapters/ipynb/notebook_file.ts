/** Notebook files of the project: found, read, run in a kernel of their own. */
import { basename, dirname, join } from "node:path";
import { explainRead } from "@/adapters/files/explain_read.ts";
import { formatNotebook, type Notebook, parseNotebook } from "@/adapters/ipynb/document.ts";
import { runNotebook } from "@/adapters/ipynb/run_notebook.ts";
import { codeCells } from "@/adapters/ipynb/document.ts";
import { jupyterFolder } from "@/adapters/jupyter/folders.ts";
import { startKernel } from "@/adapters/jupyter/kernel.ts";
import { outputsVariable } from "@/adapters/notebook/session.ts";
import { type Progress, withProgress } from "@/workflows/progress.ts";

/** A notebook and where it lies. */
export interface NotebookFile {
  readonly path: string;
  /** The file's name. */
  readonly name: string;
  /** The file's text. */
  readonly text: string;
  readonly notebook: Notebook;
}

/** What {@linkcode runNotebookFile} is given. */
export interface RunFileOptions {
  /** The project's folder. */
  readonly root: string;
  readonly cellTimeoutMs: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Variables that the kernel sees beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Paths of the project's notebooks, in order. */
export async function findNotebooks(root: string): Promise<string[]> {
  const folder = join(root, "notebooks");
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => join(folder, name)).sort();
}

/**
 * Reads a notebook.
 *
 * @throws {UserError} when there is none, or it is none of format 4.5
 */
export async function readNotebookFile(path: string): Promise<NotebookFile> {
  const text = await explainRead(path, () => Deno.readTextFile(path));
  const name = basename(path);
  return { path, name, text, notebook: parseNotebook(text, name) };
}

/**
 * Runs a notebook in a fresh kernel, in its own folder; the file stays as it is.
 *
 * @returns the notebook with new outputs, and the text to keep it as
 * @throws {UserError} when the kernel does not start, or a cell fails or takes too long
 */
export async function runNotebookFile(
  { path, name, notebook }: NotebookFile,
  { root, cellTimeoutMs, progress, signal, env = {} }: RunFileOptions,
): Promise<{ readonly notebook: Notebook; readonly text: string }> {
  const totalCount = codeCells(notebook).length;
  return await withProgress(progress.start(`Run ${name}`, totalCount), async (task) => {
    const kernel = await startKernel({
      cwd: dirname(path),
      runtimeFolder: join(jupyterFolder(root), "runtime"),
      env: { [outputsVariable]: "kept", ...env },
      signal,
    });
    try {
      const ran = await runNotebook(notebook, { kernel, name, cellTimeoutMs, signal, task });
      task.done(`${totalCount} cells`);
      return { notebook: ran, text: formatNotebook(ran) };
    } finally {
      await kernel.close();
    }
  });
}
