/** A ZMTP socket over TCP, as much of it as a client of a Jupyter kernel needs. */
import { type ExactRead, exactReader } from "@/adapters/jupyter/zmtp/exact_reader.ts";
import { encodeMessage, readFrame } from "@/adapters/jupyter/zmtp/frames.ts";
import {
  greeting,
  greetingLength,
  readyCommand,
  type SocketKind,
  subscription,
} from "@/adapters/jupyter/zmtp/greeting.ts";

/** A connected socket. */
export interface ZmtpSocket {
  /** Sends a message, whole. */
  send(parts: readonly Uint8Array[]): Promise<void>;
  /** The parts of the next message; undefined when the peer has closed the connection. */
  receive(): Promise<Uint8Array[] | undefined>;
  close(): void;
}

/**
 * Connects to a port of this machine.
 *
 * @throws {Deno.errors.ConnectionRefused} when nobody listens there
 */
export async function connectZmtp(port: number, kind: SocketKind): Promise<ZmtpSocket> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const read = exactReader(connection);
  try {
    await writeAll(connection, greeting());
    await read(greetingLength);
    await writeAll(connection, readyCommand(kind));
    await readFrame(read);
    if (kind === "SUB") await writeAll(connection, subscription());
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    send: (parts) => writeAll(connection, encodeMessage(parts)),
    receive: () => receiveMessage(read),
    close: () => connection.close(),
  };
}

async function receiveMessage(read: ExactRead): Promise<Uint8Array[] | undefined> {
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const { body, more, command } = await readFrame(read);
      if (command) continue;
      parts.push(body);
      if (!more) return parts;
    }
  } catch (error) {
    const ended = [Deno.errors.UnexpectedEof, Deno.errors.ConnectionReset, Deno.errors.BadResource];
    if (ended.some((kind) => error instanceof kind)) return undefined;
    if (error instanceof Deno.errors.Interrupted) return undefined;
    throw error;
  }
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await connection.write(bytes.subarray(written));
}
