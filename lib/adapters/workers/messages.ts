/** What passes between a pool and its workers. */
import { type ExitCode, UserError } from "@/errors.ts";

/** A job for a worker. */
export interface JobRequest {
  readonly kind: string;
  readonly input: unknown;
  readonly kept?: Kept | undefined;
}

/** Something that many jobs share: it travels to a worker once, and is called by number then. */
export interface Kept {
  readonly id: number;
  /** Absent when the worker has it already. */
  readonly value?: object;
}

/** How the job ended. */
export type JobReply =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly failure: Failure };

/** An error as a value that can be cloned. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  /** Present when it was a UserError. */
  readonly user?: { readonly exitCode: ExitCode; readonly hint: string | undefined };
}

/** An error, ready to be sent. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined };
  const { message, stack } = error;
  if (!(error instanceof UserError)) return { message, stack };
  return { message, stack, user: { exitCode: error.exitCode, hint: error.hint } };
}

/** The error that a worker sent: a UserError again if it was one; its stack there as the cause. */
export function errorOf({ message, stack, user }: Failure): Error {
  const cause = new Error(message);
  cause.stack = stack ?? message;
  if (!user) return new Error(`A worker failed: ${message}`, { cause });
  const hint = user.hint === undefined ? {} : { hint: user.hint };
  return new UserError(message, { exitCode: user.exitCode, ...hint, cause });
}
