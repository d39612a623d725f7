/** Errors a person is meant to read: what was attempted, what was found, what to do next. */

/** Exit codes of the tasks, after BSD's sysexits.h where one fits. */
export const exitCode = {
  failure: 1,
  drift: 2,
  usage: 64,
  data: 65,
  unavailable: 69,
  refused: 77,
  unsound: 78,
  interrupted: 130,
} as const;

/** One of the values of {@linkcode exitCode}. */
export type ExitCode = typeof exitCode[keyof typeof exitCode];

/** Options of {@linkcode UserError}. */
export interface UserErrorOptions {
  /** The process's exit code when nothing catches the error; `failure` unless told. */
  exitCode?: ExitCode;
  /** The next step to take, a sentence or a command. */
  hint?: string;
  /** The error beneath this one. */
  cause?: unknown;
}

/**
 * An expected failure, shown without a stack trace.
 *
 * @example
 * ```ts
 * import { exitCode, UserError } from "@/errors.ts";
 *
 * const error = new UserError("data.csv, row 3, column age: expected a number, found 'abc'", {
 *   exitCode: exitCode.data,
 *   hint: "Correct the cell and run the task again.",
 * });
 * console.assert(error.exitCode === 65);
 * ```
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.exitCode = options.exitCode ?? exitCode.failure;
    this.hint = options.hint;
  }
}
