/** Untrusted values checked by a zod schema, with every fault named to a person. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";

/** What a value is, for the error about it. */
export interface Subject {
  /** What was attempted, such as `"use the parameters of the forest"`. */
  readonly attempt: string;
  readonly exitCode: typeof exitCode.usage | typeof exitCode.data;
  readonly hint: string;
}

/**
 * The value as the schema's output, defaults filled in.
 *
 * @throws {UserError} naming each part that is missing, unknown or out of range
 */
export function validated<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  subject: Subject,
): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusal(
    subject,
    parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join(".")}: ${message}` : message
    ).join("; "),
  );
}

/** An error that says what was attempted and why it failed. */
export function refusal({ attempt, exitCode, hint }: Subject, reason: string): UserError {
  return new UserError(`Cannot ${attempt}: ${reason}.`, { exitCode, hint });
}

/** Hyperparameters that a person or a search chose. */
export function paramsOf(kind: string): Subject {
  return {
    attempt: `use these parameters for the estimator '${kind}'`,
    exitCode: exitCode.usage,
    hint: "Leave a parameter out to use its default.",
  };
}

/** A fitted estimator read from a file. */
export function savedEstimator(kind: string): Subject {
  return {
    attempt: `load a saved estimator '${kind}'`,
    exitCode: exitCode.data,
    hint: "Its file is damaged or was made by another program; fit the estimator again.",
  };
}
