/** Ctrl-C and termination as an `AbortSignal`. */
import { exitCode, UserError } from "@/errors.ts";

/**
 * A signal that aborts on SIGINT and SIGTERM, so that work can end cleanly; the second SIGINT
 * ends the process at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) Deno.exit(exitCode.interrupted);
    console.error("\nInterrupted: finishing cleanly. Press Ctrl-C again to stop at once.");
    controller.abort(new UserError("Interrupted.", { exitCode: exitCode.interrupted }));
  };
  Deno.addSignalListener("SIGINT", interrupt);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", interrupt);
  return controller.signal;
}
