/** A channel against a peer that plays the kernel. */
import assert from "node:assert/strict";
import { type ChannelOptions, openChannel } from "@/adapters/jupyter/channel.ts";
import { freeConnection } from "@/adapters/jupyter/connection_file.ts";
import {
  decodeJupyterMessage,
  encodeJupyterMessage,
  type JupyterMessage,
} from "@/adapters/jupyter/message.ts";
import { encodeMessage } from "@/adapters/jupyter/zmtp/frames.ts";
import { bytes } from "./zmtp/bytes.ts";
import { withPeer } from "./zmtp/peer.ts";

const key = "the key";

const answer: JupyterMessage = {
  header: {
    msg_id: "9",
    msg_type: "status",
    session: "kernel",
    username: "kernel",
    date: "2026-11-24T00:00:00.000Z",
    version: "5.3",
  },
  parent_header: { msg_id: "1" },
  metadata: {},
  content: { execution_state: "idle" },
};

function options(port: number, given: Partial<ChannelOptions> = {}): ChannelOptions {
  const { signal } = new AbortController();
  const nothing = () => {};
  return {
    ...{ port, kind: "DEALER", key, session: "s", signal, patienceMs: 5_000 },
    ...{ onMessage: nothing, onFailure: nothing },
    ...given,
  };
}

Deno.test("a request is signed and carries its id, type, session and content", () =>
  withPeer(async (port, connected) => {
    const channel = await openChannel(options(port));
    const peer = await connected;
    await channel.send("7", "execute_request", { code: "1" });
    const { header, parent_header, content } = decodeJupyterMessage(await peer.message(), key);
    const { date, username, ...rest } = header;
    const expected = { msg_id: "7", msg_type: "execute_request", session: "s", version: "5.3" };
    assert.deepEqual(rest, expected);
    assert.deepEqual({ parent_header, content }, { parent_header: {}, content: { code: "1" } });
    assert.equal(new Date(date).toISOString(), date);
    assert.notEqual(username, "");
    channel.close();
  }));

Deno.test("each message that comes is told, in order", () =>
  withPeer(async (port, connected) => {
    const told: JupyterMessage[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const onMessage = (message: JupyterMessage) => {
      if (told.push(message) === 2) resolve();
    };
    const channel = await openChannel(options(port, { onMessage }));
    const other = { ...answer, content: { execution_state: "busy" } };
    const peer = await connected;
    for (const each of [other, answer]) {
      await peer.write(encodeMessage([bytes("route"), ...encodeJupyterMessage(each, key)]));
    }
    await promise;
    assert.deepEqual(told, [other, answer]);
    channel.close();
  }));

Deno.test("what is not the kernel's is a failure, and nothing is heard after it", () =>
  withPeer(async (port, connected) => {
    const told: JupyterMessage[] = [];
    const onMessage = (message: JupyterMessage) => told.push(message);
    const { promise: failed, resolve: onFailure } = Promise.withResolvers<unknown>();
    const channel = await openChannel(options(port, { onMessage, onFailure }));
    const peer = await connected;
    await peer.write(encodeMessage(encodeJupyterMessage(answer, "another key")));
    await peer.write(encodeMessage(encodeJupyterMessage(answer, key)));
    assert.match(String(await failed), /signed with another key/);
    assert.deepEqual(told, []);
    channel.close();
  }));

Deno.test("a kernel that does not listen yet is waited for", async () => {
  const { shell_port: port } = freeConnection();
  const opened = openChannel(options(port));
  await new Promise((resolve) => setTimeout(resolve, 60));
  await withPeer(async () => (await opened).close(), port);
});

Deno.test("a kernel that never listens is given up when patience or the signal ends", async () => {
  const { shell_port: port } = freeConnection();
  const impatient = openChannel(options(port, { patienceMs: -1 }));
  await assert.rejects(impatient, Deno.errors.ConnectionRefused);
  const controller = new AbortController();
  const opened = openChannel(options(port, { signal: controller.signal }));
  controller.abort(new Error("given up"));
  await assert.rejects(opened, /given up/);
});
