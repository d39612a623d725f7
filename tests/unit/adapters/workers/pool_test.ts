import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { WorkerPool } from "@/adapters/workers/pool.ts";
import type { oddJobs } from "./odd_jobs.ts";

const openPool = (size: number) =>
  new WorkerPool<typeof oddJobs>(size, new URL("./odd_worker.ts", import.meta.url));

Deno.test("a pool does more jobs than it has threads, and keeps answers apart", async () => {
  using pool = openPool(2);
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => pool.run(i % 2 ? "later" : "double", i)),
  );
  assert.deepEqual(answers, [0, 1, 4, 3, 8, 5, 12, 7, 16]);
});

Deno.test("a UserError in a worker is the same UserError outside, with the worker's as cause", async () => {
  using pool = openPool(1);
  await assert.rejects(pool.run("refuse", "a"), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.message, "Cannot use 'a'.");
    assert.equal(error.exitCode, exitCode.data);
    assert.equal(error.hint, "Try 'b'.");
    assert.match((error.cause as Error).stack ?? "", /odd_jobs\.ts/);
    return true;
  });
  assert.equal(await pool.run("double", 4), 8, "the worker lives on");
});

Deno.test("a defect in a worker is an Error outside that is no UserError", async () => {
  using pool = openPool(1);
  await assert.rejects(pool.run("break", undefined as never), (error: unknown) => {
    assert.ok(error instanceof Error && !(error instanceof UserError));
    assert.match(error.message, /out of range/);
    assert.match((error.cause as Error).stack ?? "", /RangeError/);
    return true;
  });
});

Deno.test("an answer that cannot be cloned and a job that is unknown are errors", async () => {
  using pool = openPool(1);
  await assert.rejects(pool.run("returnFunction", undefined as never), /could not be cloned/);
  await assert.rejects(pool.run("toString" as "double", 1), /no job 'toString'/);
  await assert.rejects(pool.run("double", (() => {}) as never), /could not be cloned/);
  assert.equal(await pool.run("double", 4), 8);
});

Deno.test("a worker that breaks down takes only its own job with it", async () => {
  using pool = openPool(1);
  const broken = pool.run("breakLater", undefined as never);
  const next = pool.run("double", 21);
  await assert.rejects(broken, /nobody catches this/);
  assert.equal(await next, 42);
});

Deno.test("aborting stops a job that would never end, and drops one that waits", async () => {
  using pool = openPool(1);
  const controller = new AbortController();
  const running = pool.run("spin", undefined as never, { signal: controller.signal });
  const waiting = pool.run("double", 1, { signal: controller.signal });
  const untouched = pool.run("double", 2);
  const reason = new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  controller.abort(reason);
  await assert.rejects(running, reason);
  await assert.rejects(waiting, reason);
  await assert.rejects(pool.run("double", 3, { signal: controller.signal }), reason);
  assert.equal(await untouched, 4);
});

Deno.test("aborting many waiting jobs starts no thread for any of them", async () => {
  const OriginalWorker = globalThis.Worker;
  let startedCount = 0;
  globalThis.Worker = class extends OriginalWorker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      startedCount++;
    }
  };
  try {
    using pool = openPool(2);
    const controller = new AbortController();
    const jobs = Array.from(
      { length: 50 },
      () => pool.run("spin", undefined as never, { signal: controller.signal }),
    );
    controller.abort(new Error("enough"));
    for (const { status } of await Promise.allSettled(jobs)) assert.equal(status, "rejected");
    assert.equal(startedCount, 2);
  } finally {
    globalThis.Worker = OriginalWorker;
  }
});

Deno.test("closing a pool rejects what is under way and what comes later", async () => {
  const pool = openPool(1);
  const running = pool.run("spin", undefined as never);
  const waiting = pool.run("double", 1);
  pool.close();
  await assert.rejects(running, /closed before/);
  await assert.rejects(waiting, /closed before/);
  await assert.rejects(pool.run("double", 1), /is closed/);
});

Deno.test("what jobs share travels to each worker once, also to one started later", async () => {
  using pool = openPool(2);
  let readCount = 0;
  const kept = {
    get factor() {
      readCount++;
      return 3;
    },
  };
  const times = (value: number) => pool.run("times", value, { kept });
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5, 6].map(times)), [3, 6, 9, 12, 15, 18]);
  assert.equal(readCount, 2, "cloned once for each of two workers");
  await assert.rejects(pool.run("breakLater", undefined as never), /nobody catches this/);
  assert.deepEqual(await Promise.all([7, 8, 9].map(times)), [21, 24, 27]);
  assert.equal(readCount, 3, "and once more for the worker that took the broken one's place");
  assert.equal(await pool.run("times", 2, { kept: { factor: 5 } }), 10);
});

Deno.test("a pool of no workers is refused", () => {
  for (const size of [0, -1, 1.5, NaN]) assert.throws(() => openPool(size), RangeError);
});
