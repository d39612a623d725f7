/** A port for JupyterLab. */
import { exitCode, UserError } from "@/errors.ts";

const preferredPort = 8888;
const portCount = 50;

/**
 * The port asked for, or else the first free one from 8888 on.
 *
 * @throws {UserError} when another program has it, or has them all
 */
export function choosePort(asked: number | undefined): number {
  if (asked !== undefined && !isFree(asked)) throw taken(`port ${asked} is`);
  if (asked !== undefined) return asked;
  for (let port = preferredPort; port < preferredPort + portCount; port++) {
    if (isFree(port)) return port;
  }
  throw taken(`ports ${preferredPort} to ${preferredPort + portCount - 1} are`);
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}

function taken(ports: string): UserError {
  return new UserError(`JupyterLab cannot start: ${ports} taken by other programs.`, {
    exitCode: exitCode.unavailable,
    hint: "Leave --port away for the next free one, or choose another: deno task notebook " +
      "--port 8899",
  });
}
