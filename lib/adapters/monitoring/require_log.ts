/** Makes sure that there is a log before anything is set up to read it. */
import { exists } from "@/adapters/files/exists.ts";
import { exitCode, UserError } from "@/errors.ts";

/**
 * Does nothing when the log is there.
 *
 * @param attempt what it is needed for, such as `monitor`
 * @throws {UserError} when it is not
 */
export async function requireLog(path: string, attempt: string): Promise<void> {
  if (await exists(path)) return;
  throw new UserError(`Cannot ${attempt}: there is no prediction log ${path}.`, {
    exitCode: exitCode.data,
    hint: "deno task serve begins one with its first start; --log names another.",
  });
}
