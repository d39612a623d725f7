/** What Jupyter's Interrupt button, a SIGINT to the kernel, does to the cell that runs. */
import { connectionVariable } from "@/adapters/jupyter/connection_file.ts";
import { exitCode, UserError } from "@/errors.ts";

let current = new AbortController();
let isInstalled = false;

/** The signal that the next interrupt aborts; each piece of work asks for it anew. */
export function interruptSignal(): AbortSignal {
  return current.signal;
}

/**
 * Takes interrupts, which would end the kernel otherwise.
 *
 * Work that waits is told by the signal, and ends its runs in MLflow as KILLED. A cell that blocks
 * the thread cannot be told: another thread has the kernel stop it, by the message that does so.
 * That message would leave the kernel deaf in a cell that waits, so it is not for every cell.
 */
export function installInterrupts(): void {
  if (isInstalled || Deno.build.os === "windows") return;
  isInstalled = true;
  Deno.addSignalListener("SIGINT", () => {
    console.warn("Interrupted: what runs ends as soon as it can; Restart Kernel ends it at once.");
    current.abort(new UserError("Interrupted.", { exitCode: exitCode.interrupted }));
    current = new AbortController();
  });
  const connectionPath = Deno.env.get(connectionVariable);
  if (connectionPath === undefined) return;
  const worker = new Worker(import.meta.resolve("./interrupt_worker.ts"), { type: "module" });
  worker.onmessage = () => worker.postMessage("awake");
  worker.postMessage(connectionPath);
}
