/** Reads a search space from a file. */
import { exitCode, UserError } from "@/errors.ts";
import { parseSpace } from "@/tune/parse_space.ts";
import type { Space } from "@/tune/space.ts";
import { checkForestSpace } from "@/workflows/tune/forest_space.ts";

/**
 * The space in a JSON file.
 *
 * @throws {UserError} when it cannot be read, or is no space of the random forest
 */
export async function readSpace(path: string): Promise<Space> {
  const space = parseSpace(await readJson(path), path);
  checkForestSpace(space);
  return space;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (cause) {
    throw new UserError(`Cannot read the search space ${path}: ${(cause as Error).message}.`, {
      exitCode: exitCode.data,
      hint: "deno task tune --help shows what a space looks like.",
      cause,
    });
  }
}
