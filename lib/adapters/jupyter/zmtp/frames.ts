/** ZMTP 3.0 framing: how the parts of a message lie on the wire. */
import type { ExactRead } from "@/adapters/jupyter/zmtp/exact_reader.ts";

/** One frame. */
export interface Frame {
  readonly body: Uint8Array;
  /** Whether further frames of the same message follow. */
  readonly more: boolean;
  /** Whether it speaks to the protocol rather than to the application. */
  readonly command: boolean;
}

const flag = { more: 1, long: 2, command: 4 } as const;
const longestShort = 255;

/** The bytes of one frame (RFC 23/ZMTP, "Framing"). */
export function encodeFrame({ body, more, command }: Frame): Uint8Array {
  const isLong = body.length > longestShort;
  const bytes = new Uint8Array((isLong ? 9 : 2) + body.length);
  bytes[0] = (more ? flag.more : 0) | (isLong ? flag.long : 0) | (command ? flag.command : 0);
  if (isLong) new DataView(bytes.buffer).setBigUint64(1, BigInt(body.length));
  else bytes[1] = body.length;
  bytes.set(body, bytes.length - body.length);
  return bytes;
}

/** The bytes of a message's frames, in one piece. */
export function encodeMessage(parts: readonly Uint8Array[]): Uint8Array {
  return concatenate(
    parts.map((body, index) =>
      encodeFrame({ body, more: index < parts.length - 1, command: false })
    ),
  );
}

/** The parts of bytes in one piece. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Reads one frame. */
export async function readFrame(read: ExactRead): Promise<Frame> {
  const [flags] = await read(1);
  const isLong = (flags & flag.long) !== 0;
  const size = isLong ? Number(viewOf(await read(8)).getBigUint64(0)) : (await read(1))[0];
  return {
    body: await read(size),
    more: (flags & flag.more) !== 0,
    command: (flags & flag.command) !== 0,
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
