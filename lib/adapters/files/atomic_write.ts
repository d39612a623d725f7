/** Writes a file whole or not at all: beside its place first, then moved into it. */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { exitCode, UserError } from "@/errors.ts";

/** A file that was written. */
export interface WrittenFile {
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly byteCount: number;
}

/**
 * Writes text piece by piece, in constant memory; the file at `path` changes only when all of it
 * is on disk. Missing folders are made.
 *
 * @throws {UserError} when the place cannot be written to
 * @throws the signal's reason when it aborts first
 */
export async function writeAtomically(
  path: string,
  pieces: Iterable<string>,
  signal?: AbortSignal,
): Promise<WrittenFile> {
  // Threads of one process may write the same file.
  const partialPath = `${path}.${Deno.pid}-${crypto.randomUUID()}.partial`;
  const hash = createHash("sha256");
  const encoder = new TextEncoder();
  let byteCount = 0;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    using file = await Deno.open(partialPath, { write: true, create: true, truncate: true });
    const writer = file.writable.getWriter();
    for (const piece of pieces) {
      signal?.throwIfAborted();
      const bytes = encoder.encode(piece);
      hash.update(bytes);
      byteCount += bytes.length;
      await writer.write(bytes);
    }
    await file.sync();
    await writer.close();
    await Deno.rename(partialPath, path);
  } catch (error) {
    await Deno.remove(partialPath).catch(() => {});
    if (error instanceof UserError || error === signal?.reason) throw error;
    throw new UserError(`Cannot write ${path}: ${(error as Error).message}.`, {
      exitCode: exitCode.failure,
      hint: "Check the folder's permissions and the free space, or choose another place.",
      cause: error,
    });
  }
  return { digest: hash.digest("hex"), byteCount };
}
