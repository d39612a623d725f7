/** Runs a task as a person would, with the permissions that deno.json names. */
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** How a task ended. */
export interface TaskResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `deno task <args>` in the project's folder, or in another. */
export function startTask(
  args: readonly string[],
  { env = {}, cwd = root }: { env?: Record<string, string>; cwd?: string } = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", ...args],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a task to its end. */
export async function runTaskToEnd(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<TaskResult> {
  const { code, stdout, stderr } = await startTask(args, options).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

/** Signals a task and the process that it runs, as a terminal does. */
export function signalTask({ pid }: Deno.ChildProcess, signal: Deno.Signal): void {
  const { stdout } = new Deno.Command("pgrep", { args: ["-P", String(pid)] }).outputSync();
  const children = new TextDecoder().decode(stdout).split("\n").filter(Boolean).map(Number);
  for (const each of [...children, pid]) {
    try {
      Deno.kill(each, signal);
    } catch (error) {
      // It may have ended by itself meanwhile.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
