/** What keeps a service from listening, in words for whoever starts it. */
import { exitCode, UserError } from "@/errors.ts";

/** Why nobody can listen there. */
export function listenError(hostname: string, port: number, cause: unknown): unknown {
  if (cause instanceof Deno.errors.AddrInUse) {
    return new UserError(`Port ${port} of ${hostname} is taken.`, {
      exitCode: exitCode.unavailable,
      hint: `Choose another: deno task serve --port ${port + 1}`,
      cause,
    });
  }
  const isAddressWrong = cause instanceof Deno.errors.AddrNotAvailable ||
    cause instanceof Deno.errors.PermissionDenied || cause instanceof TypeError;
  if (!isAddressWrong) return cause;
  return new UserError(`Cannot listen on port ${port} of ${hostname}: ${cause.message}`, {
    exitCode: exitCode.unavailable,
    hint: "Name an address of this machine with --host, and a port that you may take with --port.",
    cause,
  });
}
