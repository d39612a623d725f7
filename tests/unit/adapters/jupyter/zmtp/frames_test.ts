/** Frames byte for byte, as RFC 23/ZMTP draws them. */
import assert from "node:assert/strict";
import { exactReader } from "@/adapters/jupyter/zmtp/exact_reader.ts";
import {
  encodeFrame,
  encodeMessage,
  type Frame,
  readFrame,
} from "@/adapters/jupyter/zmtp/frames.ts";
import { bytes, cutSource } from "./bytes.ts";

const zeros = (length: number) => new Uint8Array(length);

Deno.test("a short frame is its flags, its length in one byte and its body", () => {
  const body = bytes("abc");
  assert.deepEqual(encodeFrame({ body, more: false, command: false }), bytes(0, 3, "abc"));
  assert.deepEqual(encodeFrame({ body, more: true, command: false }), bytes(1, 3, "abc"));
  assert.deepEqual(encodeFrame({ body, more: false, command: true }), bytes(4, 3, "abc"));
});

Deno.test("a frame is long from 256 bytes on, its length then in eight bytes, greatest first", () => {
  const headOf = (length: number) =>
    encodeFrame({ body: zeros(length), more: true, command: false }).subarray(0, 9);
  assert.deepEqual(headOf(255).subarray(0, 2), bytes(1, 255));
  assert.deepEqual(headOf(256), bytes(3, 0, 0, 0, 0, 0, 0, 1, 0));
  assert.deepEqual(headOf(0x12345), bytes(3, 0, 0, 0, 0, 0, 1, 0x23, 0x45));
});

Deno.test("all parts of a message but the last say that more follows, empty ones too", () => {
  const message = encodeMessage([bytes("a"), zeros(0), bytes("bc")]);
  assert.deepEqual(message, bytes(1, 1, "a", 1, 0, 0, 2, "bc"));
});

Deno.test("frames are read alike wherever the stream is cut", async () => {
  const frames: Frame[] = [
    { body: bytes("READY"), more: false, command: true },
    { body: zeros(0), more: true, command: false },
    { body: Uint8Array.from({ length: 300 }, (_, at) => at), more: false, command: false },
  ];
  const stream = bytes(...frames.flatMap((frame) => [...encodeFrame(frame)]));
  for (let cut = 1; cut < stream.length; cut++) {
    const read = exactReader(cutSource(stream, [cut, stream.length]));
    for (const frame of frames) assert.deepEqual(await readFrame(read), frame, `cut at ${cut}`);
  }
});

Deno.test("a frame longer than one read of the socket comes whole", async () => {
  const body = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
  const stream = encodeFrame({ body, more: false, command: false });
  const frame = await readFrame(exactReader(cutSource(stream, [stream.length])));
  assert.deepEqual(frame, { body, more: false, command: false });
});

Deno.test("a stream that ends within a frame gives no frame", async () => {
  const stream = encodeFrame({ body: bytes("abc"), more: false, command: false });
  for (let length = 0; length < stream.length; length++) {
    const read = exactReader(cutSource(stream.subarray(0, length), [1]));
    await assert.rejects(readFrame(read), Deno.errors.UnexpectedEof);
  }
});
