/** Holds a notebook's cells to the format of `deno fmt`. */
import { dirname } from "node:path";
import { parseNotebook } from "@/adapters/ipynb/document.ts";
import type { NotebookFile } from "@/adapters/ipynb/notebook_file.ts";

/**
 * What `deno fmt` would change, a text each. Its own `--check` does not tell: in Deno 2.9 it
 * refuses every notebook that was not formatted on this machine before.
 *
 * @throws the signal's reason when it aborts
 */
export async function checkFormat(
  { path, name, text, notebook }: NotebookFile,
  signal: AbortSignal,
): Promise<string[]> {
  const formatted = await format(text, dirname(path), signal);
  if (formatted === text) return [];
  const { cells } = parseNotebook(formatted, name);
  let count = 0;
  return notebook.cells.flatMap(({ cell_type, id, source }, index) => {
    const isRun = cell_type === "code" && source.trim() !== "";
    const place = isRun ? `cell [${++count}]` : `the cell with the id "${id}"`;
    return source === cells[index].source ? [] : [`${place} is not formatted`];
  });
}

/** The text as `deno fmt` makes it by the settings of the folder; of broken code it makes nothing. */
async function format(text: string, cwd: string, signal: AbortSignal): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ipynb", "-"],
    cwd,
    signal,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const [{ stdout }] = await Promise.all([
    child.output(),
    // A formatter that is ended reads no further.
    new Blob([text]).stream().pipeTo(child.stdin).catch(() => {}),
  ]);
  signal.throwIfAborted();
  return new TextDecoder().decode(stdout);
}
