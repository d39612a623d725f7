/** A file under a temporary name beside its place, moved there when it is complete. */
import { exitCode, UserError } from "@/errors.ts";

/** An output that is not yet there; disposing of it before it is kept removes what was written. */
export interface PendingFile extends AsyncDisposable {
  /** Where to write. */
  readonly partialPath: string;
  /** Moves the file to its place, over what may be there. */
  keep(): Promise<void>;
}

/** A pending file for `path`, nothing written yet. */
export function pendingFile(path: string): PendingFile {
  const partialPath = `${path}.${Deno.pid}.partial`;
  return {
    partialPath,
    keep: () => Deno.rename(partialPath, path),
    [Symbol.asyncDispose]: () => removeIfThere(partialPath),
  };
}

/** Removes a file or folder with all it holds. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/**
 * Makes sure that writing to `path` destroys nothing.
 *
 * @throws {UserError} when something is there, unless it may be overwritten; a folder never may
 */
export async function refuseOverwriting(path: string, mayOverwrite: boolean): Promise<void> {
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  if (mayOverwrite && info.isFile) return;
  throw new UserError(
    `Cannot write ${path}: there is a ${info.isFile ? "file" : "folder"} of this name already.`,
    {
      exitCode: exitCode.usage,
      hint: info.isFile
        ? "Choose another name, or overwrite it with --force."
        : "Choose a file name.",
    },
  );
}
