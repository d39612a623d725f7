/** The words in which people say why they did something, for the audit. */
import { exitCode, UserError } from "@/errors.ts";

/** Longer reasons would not fit into an entry. */
export const reasonLength = 1000;

/** @throws {UserError} when a reason is given that says nothing, or too much */
export function checkReason(reason: string | undefined): void {
  if (reason === undefined) return;
  if (reason.trim() === "") {
    throw new UserError("A reason is needed, found none.", {
      exitCode: exitCode.usage,
      hint: 'Say why; it goes into the audit: --force "the old model fails on new codes"',
    });
  }
  if (reason.length > reasonLength) {
    throw new UserError(
      `The reason has ${reason.length} characters, at most ${reasonLength} are kept.`,
      { exitCode: exitCode.usage },
    );
  }
}
