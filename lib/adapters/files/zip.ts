/** Reads tables out of a zip archive. */
import { basename } from "node:path/posix";
import { unzipSync } from "fflate";
import { exitCode, UserError } from "@/errors.ts";

/** Far above any table in question; keeps a hostile archive from filling the memory. */
const mostBytes = 64 * 2 ** 20;

/** Whether bytes start as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The archive's files that may be tables (`.csv`, `.data`), by name without folders.
 *
 * @param name the archive's, for messages
 * @throws {UserError} when it is no whole zip archive, or a file in it is implausibly large
 */
export function readZip(bytes: Uint8Array, name: string): Map<string, Uint8Array> {
  const tooLarge: string[] = [];
  const entries = unzip(bytes, name, tooLarge);
  if (tooLarge.length > 0) {
    throw refuse(name, `${tooLarge.join(", ")} in it would take more than ${mostBytes} bytes`);
  }
  return new Map(Object.entries(entries).map(([path, content]) => [basename(path), content]));
}

function unzip(bytes: Uint8Array, name: string, tooLarge: string[]): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        // macOS adds a shadow of each file, named alike.
        if (!/\.(csv|data)$/i.test(file.name) || file.name.startsWith("__MACOSX/")) return false;
        if (file.originalSize > mostBytes) tooLarge.push(file.name);
        return file.originalSize <= mostBytes;
      },
    });
  } catch (error) {
    throw refuse(name, `it is no whole zip archive (${(error as Error).message})`, error);
  }
}

function refuse(name: string, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot read ${name}: ${reason}.`, {
    exitCode: exitCode.data,
    hint: "Download it again, or unpack it and name the folder.",
    cause,
  });
}
