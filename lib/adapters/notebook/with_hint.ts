/** Errors for people, as a notebook shows them. */
import { UserError } from "@/errors.ts";

/** Does work whose failure a reader must understand: the next step stands under the message. */
export async function withHint<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // The kernel prints the stack and nothing else.
    if (error instanceof UserError) {
      error.stack = `${error.message}${error.hint ? `\n→ ${error.hint}` : ""}`;
    }
    throw error;
  }
}
