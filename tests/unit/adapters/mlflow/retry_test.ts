import assert from "node:assert/strict";
import fc from "fast-check";
import { timeoutError } from "@/adapters/mlflow/errors.ts";
import {
  defaultRetryPolicy,
  parseRetryAfter,
  retryDelayMs,
  withRetries,
} from "@/adapters/mlflow/retry.ts";

Deno.test("retryDelayMs() lies between half and all of the doubled delay, within the bound", () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), chance, (attemptNumber, random) => {
    const delayMs = retryDelayMs(attemptNumber, undefined, defaultRetryPolicy, () => random);
    const fullMs = defaultRetryPolicy.baseDelayMs * 2 ** (attemptNumber - 1);
    assert.ok(delayMs <= defaultRetryPolicy.maxDelayMs && delayMs <= fullMs);
    assert.ok(delayMs >= Math.min(defaultRetryPolicy.maxDelayMs, fullMs / 2));
  }));
});

Deno.test("parseRetryAfter() reads seconds and dates, and nothing else", () => {
  const nowMs = Date.parse("2026-10-21T07:28:00Z");
  assert.equal(parseRetryAfter("12", nowMs), 12_000);
  assert.equal(parseRetryAfter("Wed, 21 Oct 2026 07:28:03 GMT", nowMs), 3000);
  assert.equal(parseRetryAfter("Wed, 21 Oct 2020 07:28:03 GMT", nowMs), 0);
  assert.equal(parseRetryAfter("soon", nowMs), undefined);
  assert.equal(parseRetryAfter(null, nowMs), undefined);
});

Deno.test("withRetries() lets errors of the program itself through at once", async () => {
  let attemptCount = 0;
  const attempt = () => {
    attemptCount++;
    return Promise.reject(new RangeError("a defect"));
  };
  const effects = { random: Math.random, sleep: () => Promise.resolve(), now: Date.now };
  await assert.rejects(() => withRetries(attempt, true, defaultRetryPolicy, effects), RangeError);
  assert.equal(attemptCount, 1);
});

Deno.test("withRetries() begins no attempt once the time for all of them is spent", async () => {
  let clockMs = 0;
  const attempt = () => {
    clockMs += 30_000;
    return Promise.reject(timeoutError({ method: "GET", path: "p", baseUrl: "http://h" }, 30_000));
  };
  const effects = { random: () => 0, sleep: () => Promise.resolve(), now: () => clockMs };
  await assert.rejects(
    () => withRetries(attempt, true, defaultRetryPolicy, effects),
    /no answer within 30 s \(tried 2 times\)/,
  );
});
