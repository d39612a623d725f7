import assert from "node:assert/strict";
import type { RunBatch } from "@/workflows/tracking/batch_queue.ts";
import { openRun } from "@/workflows/tracking/open_run.ts";
import type { RunSink } from "@/workflows/tracking/open_run.ts";

/** A sink that keeps what it gets, with parts replaced. */
function makeSink(parts: Partial<RunSink> = {}) {
  const batches: RunBatch[] = [];
  const ends: string[] = [];
  const sink: RunSink = {
    id: "r1",
    url: "memory:/r1",
    sendBatch: (batch) => Promise.resolve(void batches.push(batch)),
    sendDataset: () => Promise.resolve(),
    sendArtifact: () => Promise.resolve(),
    sendModel: () => Promise.resolve({ id: "m-1", url: "memory:/m-1" }),
    close: (status) => Promise.resolve(void ends.push(status)),
    ...parts,
  };
  return { run: openRun(sink, () => 42), batches, ends };
}

Deno.test("entries of one turn go out together, later ones when the first batch is through", async () => {
  const release = Promise.withResolvers<void>();
  const batches: RunBatch[] = [];
  const { run } = makeSink({
    async sendBatch(batch) {
      batches.push(batch);
      if (batches.length === 1) await release.promise;
    },
  });
  const first = [run.logParams({ a: 1 }), run.logMetrics([{ name: "m", value: 1 }])];
  await new Promise((resolve) => setTimeout(resolve));
  const second = [run.setTags({ t: "1" }), run.logParams({ b: 2 }), run.setTags({ t: "2" })];
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(batches.length, 1);
  release.resolve();
  await Promise.all([...first, ...second]);
  assert.deepEqual(batches, [
    { params: { a: "1" }, metrics: [{ name: "m", value: 1, step: 0, timestampMs: 42 }], tags: {} },
    { params: { b: "2" }, metrics: [], tags: { t: "2" } },
  ]);
});

Deno.test("a failed batch fails its own calls only", async () => {
  let batchCount = 0;
  const { run } = makeSink({
    sendBatch: () => ++batchCount === 1 ? Promise.reject(new Error("lost")) : Promise.resolve(),
  });
  const both = [run.logParams({ a: 1 }), run.setTags({ t: "1" })];
  await Promise.all(both.map((call) => assert.rejects(call, /lost/)));
  await run.setTags({ t: "2" });
});

Deno.test("a lost artifact keeps the run from finishing", async () => {
  const { run, ends } = makeSink({ sendArtifact: () => Promise.reject(new Error("disk full")) });
  run.logArtifact("a.txt", "a");
  await assert.rejects(() => run.end("FINISHED"), /disk full/);
  assert.deepEqual(ends, ["FAILED"]);
});

Deno.test("a run that failed anyway ends without repeating what was lost", async () => {
  const { run, ends } = makeSink({ sendDataset: () => Promise.reject(new Error("lost")) });
  const dataset = { name: "d", digest: "1", context: "c", source: "s", columns: [], rowCount: 0 };
  await assert.rejects(() => run.logDataset(dataset), /lost/);
  await run.end("KILLED");
  assert.deepEqual(ends, ["KILLED"]);
});

Deno.test("an end that did not get through may be tried again", async () => {
  const ends: string[] = [];
  const { run } = makeSink({
    close: (status) =>
      ends.push(status) === 1 ? Promise.reject(new Error("away")) : Promise.resolve(),
  });
  await assert.rejects(() => run.end("FINISHED"), /away/);
  await assert.rejects(() => run.setTags({ late: "1" }), /has ended/);
  await run.end("FAILED");
  await run.end("KILLED");
  assert.deepEqual(ends, ["FINISHED", "FAILED"]);
});

Deno.test("what was lost first is told, also when the end does not get through", async () => {
  const { run } = makeSink({
    sendBatch: () => Promise.reject(new Error("first")),
    close: () => Promise.reject(new Error("second")),
  });
  run.setTags({ a: "1" });
  await assert.rejects(() => run.end("FINISHED"), /first/);
});
