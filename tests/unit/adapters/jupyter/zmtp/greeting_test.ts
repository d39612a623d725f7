/** What opens a connection, byte for byte, as RFC 23/ZMTP draws it. */
import assert from "node:assert/strict";
import { greeting, readyCommand, subscription } from "@/adapters/jupyter/zmtp/greeting.ts";
import { bytes } from "./bytes.ts";

Deno.test("the greeting has signature, version 3.0, no security, and is no server's", () => {
  const zeros = (count: number) => Array<number>(count).fill(0);
  const expected = bytes(0xff, ...zeros(8), 0x7f, 3, 0, "NULL", ...zeros(16 + 1 + 31));
  assert.deepEqual(greeting(), expected);
  assert.equal(greeting().length, 64);
});

Deno.test("the ready command names the kind of socket", () => {
  const property = ["\x0bSocket-Type", 0, 0, 0] as const;
  assert.deepEqual(readyCommand("DEALER"), bytes(4, 28, "\x05READY", ...property, 6, "DEALER"));
  assert.deepEqual(readyCommand("SUB"), bytes(4, 25, "\x05READY", ...property, 3, "SUB"));
});

Deno.test("the subscription is the message that asks for every topic", () => {
  assert.deepEqual(subscription(), bytes(0, 1, 1));
});
