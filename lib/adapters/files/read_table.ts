/** Reads a table from wherever a person may have it: a CSV, UCI's four files in a folder, a zip of either. */
import { join } from "node:path";
import { isZip, readZip } from "@/adapters/files/zip.ts";
import { parseDataset, type ParsedTable } from "@/data/parse.ts";
import { decodeText } from "@/data/text.ts";
import { convertUciFiles, uciFiles } from "@/data/uci/convert.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { Schema } from "@/schema/column.ts";

/**
 * Reads a CSV with the table's columns, or a folder or zip that holds either one such CSV or
 * UCI's four `processed.*.data` files.
 *
 * @throws {UserError} when nothing there can be read, or the content cannot be used
 */
export async function readTable(schema: Schema, path: string): Promise<ParsedTable> {
  const info = await explain(path, () => Deno.stat(path));
  if (info.isDirectory) return parseFiles(schema, await readFolder(path), path);
  const bytes = await explain(path, () => Deno.readFile(path));
  return isZip(bytes)
    ? parseFiles(schema, readZip(bytes, path), path)
    : parseBytes(schema, bytes, path);
}

/**
 * Reads the table among files of a folder or archive.
 *
 * @param files contents by name
 * @param place the folder or archive, for messages
 * @throws {UserError} when there is no table among them, or more than one
 */
export function parseFiles(
  schema: Schema,
  files: ReadonlyMap<string, Uint8Array>,
  place: string,
): ParsedTable {
  const missing = uciFiles.filter(({ name }) => !files.has(name));
  const csvNames = [...files.keys()].filter((name) => /\.csv$/i.test(name));
  if (missing.length === 0) {
    const texts = uciFiles.map(({ name }) =>
      [name, decodeText(files.get(name)!, join(place, name)).text] as const
    );
    return parseDataset(schema, convertUciFiles(schema, new Map(texts)), place);
  }
  if (missing.length === uciFiles.length && csvNames.length === 1) {
    return parseBytes(schema, files.get(csvNames[0])!, join(place, csvNames[0]));
  }
  const found = [...files.keys()].sort().slice(0, 10).join(", ") || "no .csv or .data files";
  throw new UserError(
    `Cannot find the table in ${place}: found ${found}; required: one CSV, or all of ` +
      `${uciFiles.map(({ name }) => name).join(", ")}.`,
    { exitCode: exitCode.data, hint: "Name the CSV itself, or add the missing files." },
  );
}

function parseBytes(schema: Schema, bytes: Uint8Array, name: string): ParsedTable {
  const { text, notes } = decodeText(bytes, name);
  const parsed = parseDataset(schema, text, name);
  const { quality } = parsed;
  return { ...parsed, quality: { ...quality, notes: [...notes, ...quality.notes] } };
}

async function readFolder(path: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { name, isDirectory } of Deno.readDir(path)) {
    if (isDirectory || !/\.(csv|data)$/i.test(name)) continue;
    const filePath = join(path, name);
    files.set(name, await explain(filePath, () => Deno.readFile(filePath)));
  }
  return files;
}

async function explain<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Deno.errors.NotFound
      ? "there is no such file or folder"
      : (error as Error).message;
    throw new UserError(`Cannot read the data at ${path}: ${reason}.`, {
      exitCode: exitCode.data,
      hint: "Check the path; relative ones start at the folder you are in.",
      cause: error,
    });
  }
}
