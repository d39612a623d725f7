import assert from "node:assert/strict";
import { Problem } from "@/adapters/http/problem.ts";
import { createRateLimit } from "@/adapters/http/rate_limit.ts";

/** A limit, and how many of n calls pass at a moment. */
function makeLimit(perSecond: number) {
  let nowMs = 0;
  const limit = createRateLimit(perSecond, () => nowMs);
  return (atMs: number, callCount: number, caller = "ada") => {
    nowMs = atMs;
    let passed = 0;
    for (let call = 0; call < callCount; call++) {
      try {
        limit.take(caller);
        passed++;
      } catch (error) {
        assert.ok(error instanceof Problem);
        assert.equal(error.status, 429);
      }
    }
    return passed;
  };
}

Deno.test("a second's worth may come at once, and then as many as time gives back", () => {
  const pass = makeLimit(10);
  assert.equal(pass(0, 25), 10);
  assert.equal(pass(99, 5), 0);
  assert.equal(pass(250, 5), 2);
  assert.equal(pass(300, 5), 1);
  assert.equal(pass(100_000, 25), 10);
});

Deno.test("calls that were refused cost nothing", () => {
  const pass = makeLimit(2);
  pass(0, 2);
  for (let atMs = 0; atMs < 500; atMs += 10) assert.equal(pass(atMs, 1), 0);
  assert.equal(pass(500, 2), 1);
});

Deno.test("callers do not pay for each other", () => {
  const pass = makeLimit(3);
  assert.equal(pass(0, 9, "ada"), 3);
  assert.equal(pass(0, 9, "bob"), 3);
});

Deno.test("whoever has to wait learns how long, in whole seconds", () => {
  let nowMs = 0;
  const limit = createRateLimit(1, () => nowMs);
  limit.take("ada");
  nowMs = 1;
  assert.throws(() => limit.take("ada"), { status: 429, headers: { "retry-after": "1" } });
});

Deno.test("a crowd of callers is forgotten in time, but nobody who has to wait yet", () => {
  const pass = makeLimit(1);
  assert.equal(pass(0, 1, "early"), 1);
  for (let caller = 0; caller < 10_001; caller++) pass(900, 1, `crowd ${caller}`);
  assert.equal(pass(900, 1, "early"), 0);
  assert.equal(pass(900, 1, "crowd 5"), 0);
  for (let caller = 0; caller < 10_001; caller++) pass(2000, 1, `later ${caller}`);
  assert.equal(pass(2000, 2, "crowd 5"), 1);
});
