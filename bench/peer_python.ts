/** Python environments of the peers that we are measured against, each with a lock of its own. */
import { fileURLToPath } from "node:url";
import { runCommand } from "@/adapters/python/command.ts";
import { findPython } from "@/adapters/python/find_python.ts";
import { exitCode, UserError } from "@/errors.ts";

/** A package whose results are set beside ours. */
export interface Peer {
  /** What Python imports; the environment's folder and the lock are named for it. */
  readonly module: string;
  readonly title: string;
  /** What to do when the packages cannot be had. */
  readonly hint: string;
}

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The interpreter of the peer's `.venv.<module>`, which is made when it is missing.
 *
 * @throws {UserError} when there is no Python, or the packages cannot be had
 */
export async function peerPython(peer: Peer): Promise<string> {
  const folder = inProject(`.venv.${peer.module}`);
  const python = `${folder}/${Deno.build.os === "windows" ? "Scripts/python.exe" : "bin/python"}`;
  if (await imports(python, peer.module)) return python;
  console.error(`Making .venv.${peer.module} …`);
  const { command: [program, ...args] } = await findPython(Deno.env.get("HEART_PYTHON"));
  await run(peer, program, [...args, "-m", "venv", "--clear", folder]);
  const lock = inProject(`requirements/${peer.module}.lock`);
  // The lock names every dependency; older versions of pip stumble over extras among them.
  const whole = ["--no-deps", "--require-hashes", "--requirement", lock];
  await run(peer, python, ["-m", "pip", "install", ...whole]);
  return python;
}

async function imports(python: string, module: string): Promise<boolean> {
  try {
    return (await runCommand(python, ["-c", `import ${module}`])).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function run({ title, hint }: Peer, program: string, args: readonly string[]) {
  const { success, output } = await runCommand(program, args);
  if (success) return;
  throw new UserError(`${title}’s environment could not be made: ${output}`, {
    exitCode: exitCode.unavailable,
    hint,
  });
}
