/** What tells JupyterLab how to start Deno's kernel. */
import { join } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { connectionVariable } from "@/adapters/jupyter/connection_file.ts";

const connectionFile = "{connection_file}";

/**
 * The kernel's description. Deno's own installer writes to the user's home, and tells the kernel
 * nothing of its connection, which a notebook's session needs to stop a cell.
 *
 * @param deno the absolute path of the Deno that is to run cells
 */
export function kernelspec(deno: string, os: typeof Deno.build.os): string {
  const command = [deno, "jupyter", "--kernel", "--conn", connectionFile];
  const isWindows = os === "windows";
  return JSON.stringify(
    {
      // Only in `argv` does Jupyter fill in the connection file's path.
      argv: isWindows
        ? command
        : ["/usr/bin/env", `${connectionVariable}=${connectionFile}`, ...command],
      display_name: "Deno",
      language: "typescript",
      // Windows has no signal that could be listened to.
      interrupt_mode: isWindows ? "message" : "signal",
      env: { NO_COLOR: "1" },
    },
    null,
    1,
  ) + "\n";
}

/** Makes the kernel known in `.venv`; a description of another Deno is replaced. */
export async function installKernelspec(venv: string, deno: string): Promise<void> {
  const path = join(venv, "share", "jupyter", "kernels", "deno", "kernel.json");
  await writeAtomically(path, [kernelspec(deno, Deno.build.os)]);
}
