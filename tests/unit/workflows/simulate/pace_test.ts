import assert from "node:assert/strict";
import { atPace, mostUnderWay } from "@/workflows/simulate/pace.ts";

/** A clock that waits move. */
function clock() {
  const controller = new AbortController();
  let nowMs = 1000;
  return {
    controller,
    ports: {
      signal: controller.signal,
      now: () => nowMs,
      sleep: (ms: number) => Promise.resolve(void (nowMs += ms)),
    },
  };
}

Deno.test("the next begins when it is due", async () => {
  const { ports } = clock();
  const begunMs: number[] = [];
  const ended = await atPace([1, 2, 3, 4], 4, async () => {
    begunMs.push(ports.now());
    await undefined;
  }, ports);
  assert.equal(ended, undefined);
  assert.deepEqual(begunMs, [1000, 1250, 1500, 1750]);
});

Deno.test("at any speed no more are under way than there is room for", async () => {
  const { ports } = clock();
  let [underWay, most, doneCount] = [0, 0, 0];
  await atPace(Array(100).keys(), 0, async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve));
    underWay--;
    doneCount++;
  }, ports);
  assert.deepEqual([most, doneCount], [mostUnderWay, 100]);
});

Deno.test("a failure ends it, and what is under way is waited for", async () => {
  const { ports } = clock();
  let [begunCount, doneCount] = [0, 0];
  const failed = await atPace(Array(100).keys(), 0, async (item) => {
    begunCount++;
    if (item === 20) throw new Error("no");
    await new Promise((resolve) => setTimeout(resolve));
    doneCount++;
  }, ports);
  assert.equal((failed?.reason as Error).message, "no");
  assert(begunCount < 100);
  assert.equal(doneCount, begunCount - 1);
});

Deno.test("an interrupt begins nothing more", async () => {
  const { ports, controller } = clock();
  const done: number[] = [];
  const interrupted = await atPace([1, 2, 3], 10, (item) => {
    done.push(item);
    if (item === 2) controller.abort("stop");
    return Promise.resolve();
  }, ports);
  assert.deepEqual([interrupted, done], [{ reason: "stop" }, [1, 2]]);
});
