/** What tells JupyterLab how to start Deno's kernel. */
import { join } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";

/**
 * The kernel's description. Deno's own installer writes to the user's home, and leaves out that
 * interrupts are messages: then the Interrupt button would kill the kernel.
 *
 * @param deno the absolute path of the Deno that is to run cells
 */
export function kernelspec(deno: string): string {
  return JSON.stringify(
    {
      argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
      interrupt_mode: "message",
      env: { NO_COLOR: "1" },
    },
    null,
    1,
  ) + "\n";
}

/** Makes the kernel known in `.venv`; a description of another Deno is replaced. */
export async function installKernelspec(venv: string, deno: string): Promise<void> {
  const path = join(venv, "share", "jupyter", "kernels", "deno", "kernel.json");
  await writeAtomically(path, [kernelspec(deno)]);
}
