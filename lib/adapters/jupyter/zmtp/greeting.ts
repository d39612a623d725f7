/** What two ZMTP 3.0 peers say to each other before the first message. */
import { concatenate, encodeFrame } from "@/adapters/jupyter/zmtp/frames.ts";

/** The kinds of socket that a client of a kernel opens. */
export type SocketKind = "DEALER" | "SUB";

/** Length of a greeting, in bytes. */
export const greetingLength = 64;

const encoder = new TextEncoder();

/** The greeting: version 3.0, no security (RFC 23/ZMTP, "Version negotiation"). */
export function greeting(): Uint8Array {
  const bytes = new Uint8Array(greetingLength);
  bytes.set([0xff], 0);
  bytes.set([0x7f, 3, 0], 9);
  bytes.set(encoder.encode("NULL"), 12);
  return bytes;
}

/** The command that says what kind of socket this is. */
export function readyCommand(kind: SocketKind): Uint8Array {
  const body = concatenate([
    named("READY"),
    named("Socket-Type"),
    Uint8Array.of(0, 0, 0, kind.length),
    encoder.encode(kind),
  ]);
  return encodeFrame({ body, more: false, command: true });
}

/** The message by which a SUB socket asks for everything. */
export function subscription(): Uint8Array {
  return encodeFrame({ body: Uint8Array.of(1), more: false, command: false });
}

function named(name: string): Uint8Array {
  return concatenate([Uint8Array.of(name.length), encoder.encode(name)]);
}
