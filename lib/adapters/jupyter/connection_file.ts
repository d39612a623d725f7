/** The file that tells a kernel its ports and the key of its messages. */

/** The variable that names a kernel's connection file to the code that runs in the kernel. */
export const connectionVariable = "HEART_KERNEL_CONNECTION";

/** Ports of this machine, one a channel, and the key. */
export interface KernelConnection {
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
}

/** Five ports that were free a moment ago, and a new key. */
export function freeConnection(): KernelConnection {
  const listeners = Array.from(
    { length: 5 },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners.map((listener) => {
    const { port } = listener.addr as Deno.NetAddr;
    listener.close();
    return port;
  });
  return {
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    key: crypto.randomUUID(),
  };
}

/** The connection as a kernel reads it. */
export function connectionFile(connection: KernelConnection): string {
  return JSON.stringify({
    ...connection,
    ip: "127.0.0.1",
    transport: "tcp",
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
  });
}
