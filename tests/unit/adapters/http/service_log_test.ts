import assert from "node:assert/strict";
import { jsonServiceLog, plainServiceLog } from "@/adapters/http/service_log.ts";

const nowMs = Date.parse("2026-11-24T13:45:00.123Z");

Deno.test("people read events and what is wrong with them, but no requests", async () => {
  const lines: string[] = [];
  const log = plainServiceLog((line) => lines.push(line));
  log.event("info", "Serving.", { url: "http://127.0.0.1:1" });
  log.event("warning", "The model stays.");
  log.event("error", "The log cannot be written.");
  log.request({ status: 200 });
  await log.flush();
  assert.deepEqual(lines, [
    "Serving.",
    "warning: The model stays.",
    "error: The log cannot be written.",
  ]);
});

Deno.test("programs read a line of JSON for each event and request", async () => {
  const writes: string[] = [];
  const log = jsonServiceLog((lines) => Promise.resolve(void writes.push(lines)), () => nowMs);
  log.event("info", "Serving\nhere.", { port: 1 });
  log.request({ path: "/predict", status: 200, trace_id: undefined });
  await log.flush();
  const time = "2026-11-24T13:45:00.123Z";
  assert.deepEqual(writes.join("").split("\n").filter(Boolean).map((line) => JSON.parse(line)), [
    { time, level: "info", message: "Serving\nhere.", port: 1 },
    { time, level: "info", message: "request", path: "/predict", status: 200 },
  ]);
});

Deno.test("lines that come together are written together, soon and in order", async () => {
  const writes: string[] = [];
  const { promise: written, resolve } = Promise.withResolvers<void>();
  const log = jsonServiceLog((lines) => {
    writes.push(lines);
    resolve();
    return Promise.resolve();
  }, () => nowMs);
  for (let at = 0; at < 3; at++) log.event("info", String(at));
  assert.equal(writes.length, 0);
  await written;
  assert.equal(writes.length, 1);
  const messages = writes[0].trim().split("\n").map((line) => JSON.parse(line).message);
  assert.deepEqual(messages, ["0", "1", "2"]);
});

Deno.test("a reader who has gone is no reason to end", async () => {
  let writeCount = 0;
  const log = jsonServiceLog(() => {
    writeCount++;
    return Promise.reject(new Deno.errors.BrokenPipe("Broken pipe"));
  }, () => nowMs);
  log.event("info", "one");
  await log.flush();
  log.event("info", "two");
  await log.flush();
  assert.equal(writeCount, 2);
});
