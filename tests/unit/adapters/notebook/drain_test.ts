/** The drain, on the inner parts that it expects and on none; kernel_test.ts has the real ones. */
import assert from "node:assert/strict";
import { installDrain } from "@/adapters/notebook/drain.ts";
import { withBroadcasts } from "./broadcasts.ts";

type Finish = (executionCount: number, result: unknown) => Promise<void>;

/** How long a finish waits, in milliseconds, without waiting. */
async function waitOf(finish: Finish): Promise<number> {
  const { setTimeout } = globalThis;
  let waitMs = 0;
  Object.assign(globalThis, {
    setTimeout(done: () => void, ms: number) {
      waitMs += ms;
      queueMicrotask(done);
    },
  });
  try {
    await finish(1, undefined);
  } finally {
    Object.assign(globalThis, { setTimeout });
  }
  return waitMs;
}

Deno.test("outside of a kernel nothing is changed", () => {
  const { log } = console;
  assert.equal(installDrain(), false);
  assert.equal(console.log, log);
});

Deno.test("a cell's end waits longer the more was put out since the last, however often installed", () =>
  withBroadcasts(async (shown) => {
    const { internal } = Deno as unknown as { internal: symbol };
    const finished: unknown[][] = [];
    const jupyter = {
      broadcastResult: (...args: unknown[]) => Promise.resolve(void finished.push(args)),
    };
    Object.assign((Deno as unknown as Record<symbol, object>)[internal], { jupyter });
    const { debug } = console;
    console.debug = () => {};

    assert.equal(installDrain(), true);
    assert.equal(installDrain(), true);
    const finish = () => waitOf(jupyter.broadcastResult as Finish);
    const quietMs = await finish();
    assert.ok(quietMs > 0);
    for (let line = 0; line < 40; line++) console.debug("line");
    for (let line = 0; line < 5; line++) Deno.jupyter.broadcast("display_data", { data: {} });
    assert.equal(shown.length, 5);
    assert.equal(await finish(), quietMs + 45);
    assert.equal(await finish(), quietMs);
    assert.deepEqual(finished, Array(3).fill([1, undefined]));
    console.debug = debug;
  }));
