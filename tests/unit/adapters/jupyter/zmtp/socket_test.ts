/** A socket against a peer on a port of this machine. */
import assert from "node:assert/strict";
import { encodeFrame, encodeMessage, readFrame } from "@/adapters/jupyter/zmtp/frames.ts";
import { exactReader } from "@/adapters/jupyter/zmtp/exact_reader.ts";
import { greeting, readyCommand } from "@/adapters/jupyter/zmtp/greeting.ts";
import { connectZmtp } from "@/adapters/jupyter/zmtp/socket.ts";
import { bytes, cutSource } from "./bytes.ts";
import { withPeer } from "./peer.ts";

Deno.test("connecting says the greeting and the kind; a SUB socket then subscribes", async () => {
  for (const kind of ["DEALER", "SUB"] as const) {
    await withPeer(async (port, connected) => {
      const socket = await connectZmtp(port, kind);
      const peer = await connected;
      assert.deepEqual(peer.greeting, greeting());
      const said = readyCommand(kind);
      assert.deepEqual(peer.ready, await readFrame(exactReader(cutSource(said, [said.length]))));
      await socket.send([bytes("first")]);
      const subscribed = kind === "SUB" ? [bytes(1)] : [];
      for (const body of [...subscribed, bytes("first")]) {
        assert.deepEqual(await peer.frame(), { body, more: false, command: false });
      }
      socket.close();
    });
  }
});

Deno.test("messages come as they were sent, both ways, also when cut into single bytes", () =>
  withPeer(async (port, connected) => {
    const socket = await connectZmtp(port, "DEALER");
    const peer = await connected;
    const parts = [bytes("route"), bytes(), new Uint8Array(300).fill(7)];
    await socket.send(parts);
    assert.deepEqual(await peer.message(), parts);
    const received = socket.receive();
    for (const byte of encodeMessage(parts)) await peer.write(bytes(byte));
    assert.deepEqual(await received, parts);
    await peer.write(encodeMessage([bytes("next")]));
    assert.deepEqual(await socket.receive(), [bytes("next")]);
    socket.close();
  }));

Deno.test("a message of megabytes goes through whole", () =>
  withPeer(async (port, connected) => {
    const socket = await connectZmtp(port, "DEALER");
    const peer = await connected;
    const body = Uint8Array.from({ length: 5_000_000 }, (_, at) => at % 251);
    const [[part]] = await Promise.all([peer.message(), socket.send([body])]);
    // Bytes by the million are too many for a deep comparison.
    assert(part.length === body.length && part.every((byte, at) => byte === body[at]));
    socket.close();
  }));

Deno.test("commands between messages are none of the reader's business", () =>
  withPeer(async (port, connected) => {
    const socket = await connectZmtp(port, "DEALER");
    const peer = await connected;
    await peer.write(encodeFrame({ body: bytes("\x04PING", 0, 0), more: false, command: true }));
    await peer.write(encodeMessage([bytes("said")]));
    assert.deepEqual(await socket.receive(), [bytes("said")]);
    socket.close();
  }));

Deno.test("after the end of the connection, even within a message, nothing is received", async () => {
  for (const last of [bytes(), bytes(1, 1, "a"), bytes(0, 200, "cut")]) {
    await withPeer(async (port, connected) => {
      const socket = await connectZmtp(port, "DEALER");
      const peer = await connected;
      await peer.write(last);
      peer.close();
      assert.equal(await socket.receive(), undefined);
      socket.close();
    });
  }
});

Deno.test("closing the socket ends a receive that waits", () =>
  withPeer(async (port) => {
    const socket = await connectZmtp(port, "DEALER");
    const received = socket.receive();
    socket.close();
    assert.equal(await received, undefined);
  }));

Deno.test("a peer that hangs up in the middle of the greeting is an error", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const hungUp = listener.accept().then(async (connection) => {
    await connection.write(greeting().subarray(0, 10));
    await connection.read(new Uint8Array(64));
    connection.close();
  });
  await assert.rejects(connectZmtp(port, "DEALER"), Deno.errors.UnexpectedEof);
  await hungUp;
  listener.close();
  await assert.rejects(connectZmtp(port, "DEALER"), Deno.errors.ConnectionRefused);
});
