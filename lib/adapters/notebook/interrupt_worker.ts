/// <reference lib="webworker" />
/** Stops a cell that blocks the kernel's thread: on a SIGINT that the thread does not answer. */
import { openChannel } from "@/adapters/jupyter/channel.ts";
import type { KernelConnection } from "@/adapters/jupyter/connection_file.ts";

/** A thread that does not answer for so long is held by a cell. */
const patienceMs = 1000;

const { promise: connectionPath, resolve: setConnectionPath } = Promise.withResolvers<string>();
let patience: ReturnType<typeof setTimeout> | undefined;

self.onmessage = ({ data }: MessageEvent<string>) => {
  if (data === "awake") clearTimeout(patience);
  else setConnectionPath(data);
};

Deno.addSignalListener("SIGINT", () => {
  self.postMessage("awake?");
  clearTimeout(patience);
  patience = setTimeout(stopCell, patienceMs);
});

async function stopCell(): Promise<void> {
  const text = await Deno.readTextFile(await connectionPath);
  const { control_port: port, key }: KernelConnection = JSON.parse(text);
  const { promise: stopped, resolve, reject } = Promise.withResolvers<void>();
  const channel = await openChannel({
    ...{ port, kind: "DEALER", key, patienceMs, onMessage: () => resolve() },
    onFailure: reject,
    session: crypto.randomUUID(),
    signal: new AbortController().signal,
  });
  await channel.send(crypto.randomUUID(), "interrupt_request", {});
  await stopped;
  channel.close();
}
