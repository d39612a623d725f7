/** The other end of a socket: a kernel's, as far as ZMTP goes. */
import { exactReader } from "@/adapters/jupyter/zmtp/exact_reader.ts";
import { type Frame, readFrame } from "@/adapters/jupyter/zmtp/frames.ts";
import { greeting, greetingLength } from "@/adapters/jupyter/zmtp/greeting.ts";
import { bytes } from "./bytes.ts";

/** A connection as the peer has it. */
export interface PeerConnection {
  /** What the client said first, and how it named itself. */
  readonly greeting: Uint8Array;
  readonly ready: Frame;
  /** The next frame that the client sends. */
  frame(): Promise<Frame>;
  /** The parts of the next message that the client sends. */
  message(): Promise<Uint8Array[]>;
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** What a router says of itself, as libzmq writes it. */
export const routerReady = bytes(
  ...[4, 41, "\x05READY", "\x0bSocket-Type", 0, 0, 0, 6, "ROUTER"],
  ...["\x08Identity", 0, 0, 0, 0],
);

/** Runs a test beside a peer that listens for one client; all is closed afterwards. */
export async function withPeer(
  test: (port: number, connected: Promise<PeerConnection>) => Promise<void>,
  port = 0,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const connected = listener.accept().then(shakeHands);
  connected.catch(() => {});
  try {
    await test((listener.addr as Deno.NetAddr).port, connected);
  } finally {
    listener.close();
    await connected.then(({ close }) => close(), () => {});
  }
}

async function shakeHands(connection: Deno.TcpConn): Promise<PeerConnection> {
  connection.setNoDelay(true);
  const read = exactReader(connection);
  const write = async (bytes: Uint8Array) => void await connection.write(bytes);
  await write(greeting());
  const heard = await read(greetingLength);
  await write(routerReady);
  const frame = () => readFrame(read);
  return {
    greeting: heard,
    ready: await frame(),
    frame,
    async message() {
      const parts: Uint8Array[] = [];
      for (;;) {
        const { body, more } = await frame();
        parts.push(body);
        if (!more) return parts;
      }
    },
    write,
    close() {
      try {
        connection.close();
      } catch {
        // The test has closed it.
      }
    },
  };
}
