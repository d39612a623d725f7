/** What a kernel is told of its ports and key. */
import assert from "node:assert/strict";
import { connectionFile, freeConnection } from "@/adapters/jupyter/connection_file.ts";

Deno.test("a connection has five ports on which one can listen, and a key of its own", () => {
  const { key, ...ports } = freeConnection();
  const listeners = Object.values(ports).map((port) =>
    Deno.listen({ hostname: "127.0.0.1", port })
  );
  assert.equal(listeners.length, 5);
  for (const listener of listeners) listener.close();
  assert.notEqual(key, freeConnection().key);
  assert.ok(key.length >= 32);
});

Deno.test("the file says all that Jupyter's connection files say", () => {
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  assert.deepEqual(JSON.parse(connectionFile({ ...ports, key: "k" })), {
    ...ports,
    ip: "127.0.0.1",
    key: "k",
    kernel_name: "deno",
    signature_scheme: "hmac-sha256",
    transport: "tcp",
  });
});
