/** Whatever frames are sent and wherever the stream is cut, the same frames are read. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { exactReader } from "@/adapters/jupyter/zmtp/exact_reader.ts";
import {
  concatenate,
  encodeFrame,
  encodeMessage,
  type Frame,
  readFrame,
} from "@/adapters/jupyter/zmtp/frames.ts";
import { cutSource } from "../unit/adapters/jupyter/zmtp/bytes.ts";

/** Lengths on both sides of the border between short and long frames. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 8 }),
  fc.integer({ min: 250, max: 262 }).map((length) => new Uint8Array(length).fill(length)),
  fc.uint8Array({ maxLength: 700, size: "max" }),
);

const frame: fc.Arbitrary<Frame> = fc.record({ body, more: fc.boolean(), command: fc.boolean() }, {
  noNullPrototype: true,
});

const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });

Deno.test("any frames survive any cuts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { maxLength: 8 }), cuts, async (frames, cuts) => {
      const read = exactReader(cutSource(concatenate(frames.map(encodeFrame)), cuts));
      for (const frame of frames) assert.deepEqual(await readFrame(read), frame);
      await assert.rejects(read(1), Deno.errors.UnexpectedEof);
    }),
    { numRuns: 500 },
  );
});

Deno.test("any messages survive any cuts, with the borders between them", async () => {
  const messages = fc.array(fc.array(body, { minLength: 1, maxLength: 5 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(messages, cuts, async (messages, cuts) => {
      const read = exactReader(cutSource(concatenate(messages.map(encodeMessage)), cuts));
      for (const parts of messages) {
        for (const [at, body] of parts.entries()) {
          const more = at < parts.length - 1;
          assert.deepEqual(await readFrame(read), { body, more, command: false });
        }
      }
    }),
    { numRuns: 300 },
  );
});
