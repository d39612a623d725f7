/** The notebooks' tasks in a folder that holds notebooks and nothing else: no `.venv`, no Python. */
import { join } from "node:path";
import { formatNotebook } from "@/adapters/ipynb/document.ts";
import type { TaskResult } from "../tasks/run_task.ts";
import { notebookOf, root } from "./run_in_kernel.ts";

const { tasks } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));

/** What Lab writes of a notebook's language, without which `deno fmt` leaves its cells alone. */
const metadata = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: { file_extension: ".ts", name: "typescript" },
};

/** A folder of a test. */
export interface NotebookFolder {
  readonly path: string;
  /** Writes a notebook of cells with these sources; gives its text. */
  write(name: string, sources: readonly string[]): Promise<string>;
  /** The text of a file. */
  read(name: string): Promise<string>;
  /** Names of all that is in it, sorted, but for Jupyter's own folder. */
  names(): Promise<string[]>;
  /** Connection files that were left behind. */
  connectionFiles(): Promise<string[]>;
  /** Starts a task with the permissions that deno.json names, in a process group of its own. */
  start(task: string, ...args: string[]): Deno.ChildProcess;
  /** Runs a task to its end. */
  run(task: string, ...args: string[]): Promise<TaskResult>;
}

/** Runs a test in a new folder, and removes it. */
export async function inNotebookFolder(
  test: (folder: NotebookFolder) => Promise<void>,
): Promise<void> {
  const path = await Deno.realPath(await Deno.makeTempDir());
  const namesIn = async (folder: string) =>
    (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  const start = (task: string, ...args: string[]) => {
    const [, run, ...words] = tasks[task].command.replaceAll("$HEART_PYTHON", "none").split(" ");
    const script = join(root, words.pop());
    return new Deno.Command(Deno.execPath(), {
      args: [run, ...words, `--config=${join(root, "deno.json")}`, script, ...args],
      cwd: path,
      env: { NO_COLOR: "1", PATH: "", HEART_PYTHON: "" },
      detached: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  };
  try {
    await test({
      path,
      async write(name, sources) {
        const text = formatNotebook({ ...notebookOf(sources), metadata });
        await Deno.writeTextFile(join(path, name), text);
        return text;
      },
      read: (name) => Deno.readTextFile(join(path, name)),
      names: async () => (await namesIn(path)).filter((name) => name !== ".jupyter"),
      connectionFiles: () => namesIn(join(path, ".jupyter", "runtime")),
      start,
      run: async (task, ...args) => await endOf(start(task, ...args)),
    });
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** How a task ends. */
export async function endOf(process: Deno.ChildProcess): Promise<TaskResult> {
  const { code, stdout, stderr } = await process.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}
