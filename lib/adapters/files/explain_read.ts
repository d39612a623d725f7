/** Failures to read a file, in words for a person. */
import { exitCode, UserError } from "@/errors.ts";

/**
 * What `read` returns.
 *
 * @throws {UserError} when the file is not there, is a folder or may not be read
 */
export async function explainRead<Result>(
  path: string,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : (error as Error).message;
    throw new UserError(`Cannot read ${path}: ${reason}.`, {
      exitCode: exitCode.data,
      hint: "Check the path; relative ones start at the folder you are in.",
      cause: error,
    });
  }
}
