/** Ctrl-C and termination as an `AbortSignal`. */
import { exitCode, UserError } from "@/errors.ts";

/** `deno task` passes the terminal's SIGINT on to a process that has had it already. */
const echoMs = 1000;

const finishing = () =>
  console.error("\nInterrupted: finishing cleanly. Press Ctrl-C again to stop at once.");

/**
 * A signal that aborts on SIGINT and SIGTERM, so that work can end cleanly; the second SIGINT
 * ends the process at once.
 *
 * @param tell says so, to whoever has interrupted
 */
export function interruptSignal(tell: () => void = finishing): AbortSignal {
  const controller = new AbortController();
  let firstMs = -Infinity;
  const interrupt = () => {
    const sinceFirstMs = performance.now() - firstMs;
    if (sinceFirstMs < echoMs) return;
    if (controller.signal.aborted) Deno.exit(exitCode.interrupted);
    firstMs = performance.now();
    tell();
    controller.abort(new UserError("Interrupted.", { exitCode: exitCode.interrupted }));
  };
  Deno.addSignalListener("SIGINT", interrupt);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", interrupt);
  return controller.signal;
}
