/** One channel of a kernel: requests out, replies and broadcasts in. */
import { connectZmtp, type ZmtpSocket } from "@/adapters/jupyter/zmtp/socket.ts";
import type { SocketKind } from "@/adapters/jupyter/zmtp/greeting.ts";
import {
  decodeJupyterMessage,
  encodeJupyterMessage,
  type JupyterMessage,
} from "@/adapters/jupyter/message.ts";
import type { JsonObject } from "@/json.ts";

/** A connected channel. */
export interface Channel {
  /** Sends a request; `id` names it, and is what its answers carry. */
  send(id: string, type: string, content: JsonObject): Promise<void>;
  close(): void;
}

/** What {@linkcode openChannel} is given. */
export interface ChannelOptions {
  readonly port: number;
  readonly kind: SocketKind;
  readonly key: string;
  readonly session: string;
  /** Called with each message that comes in. */
  readonly onMessage: (message: JupyterMessage) => void;
  /** Called when what comes in is no message, or not the kernel's; nothing is read after it. */
  readonly onFailure: (error: unknown) => void;
  /** How long the kernel may take to listen, in milliseconds. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const retryMs = 25;

/**
 * Connects to a channel of a kernel that is starting or runs.
 *
 * @throws {Error} when it does not listen in time
 * @throws the signal's reason when it aborts first
 */
export async function openChannel(options: ChannelOptions): Promise<Channel> {
  const { key, session, onMessage, onFailure } = options;
  const socket = await connectPatiently(options);
  pump(socket, (parts) => onMessage(decodeJupyterMessage(parts, key))).catch(onFailure);
  return {
    send: (id, type, content) =>
      socket.send(encodeJupyterMessage(requestOf(session, id, type, content), key)),
    close: () => socket.close(),
  };
}

async function connectPatiently(
  { port, kind, patienceMs, signal }: ChannelOptions,
): Promise<ZmtpSocket> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await connectZmtp(port, kind);
    } catch (error) {
      const refused = error instanceof Deno.errors.ConnectionRefused;
      if (!refused || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

async function pump(
  socket: ZmtpSocket,
  onParts: (parts: Uint8Array[]) => void,
): Promise<void> {
  for (;;) {
    const parts = await socket.receive();
    if (parts === undefined) return;
    onParts(parts);
  }
}

function requestOf(
  session: string,
  id: string,
  type: string,
  content: JsonObject,
): JupyterMessage {
  return {
    header: {
      msg_id: id,
      msg_type: type,
      session,
      username: "heart",
      date: new Date().toISOString(),
      version: "5.3",
    },
    parent_header: {},
    metadata: {},
    content,
  };
}
