import assert from "node:assert/strict";
import type { TrackedRun, Tracker } from "@/workflows/tracker.ts";
import { monitorBench, patients } from "./bench.ts";

/**
 * A process that dies at its nth write, which arrives or does not; nothing arrives of what it
 * would have sent afterwards.
 */
function dyingTracker(
  tracker: Tracker,
  deadly: number,
  arrives: boolean,
): Tracker & { readonly died: () => boolean } {
  let count = 0;
  const alive =
    <Args extends unknown[], T>(write: (...args: Args) => Promise<T>) => async (...args: Args) => {
      count++;
      if (count < deadly) return await write(...args);
      if (count === deadly && arrives) await write(...args);
      throw new Error("dead");
    };
  const dying = (run: TrackedRun): TrackedRun => ({
    ...run,
    id: run.id,
    url: run.url,
    logParams: alive((params) => run.logParams(params)),
    logMetrics: alive((points, subject) => run.logMetrics(points, subject)),
    setTags: alive((tags) => run.setTags(tags)),
    logArtifact: alive((path, content) => run.logArtifact(path, content)),
    end: alive((status) => run.end(status)),
  });
  return {
    ...tracker,
    startRun: alive(async (start) => dying(await tracker.startRun(start))),
    continueRun: alive(async (id) => dying(await tracker.continueRun(id))),
    died: () => count >= deadly,
  };
}

Deno.test("cut off at any write, a check leaves every row to be counted once, in run and series", async () => {
  const bench = monitorBench();
  const { tracker } = bench.ports;
  let [answered, cutCount] = [0, 0];
  for (let half = 2;; half++) {
    const deadly = Math.floor(half / 2);
    // A version that is gone is not judged, which takes the longest.
    await bench.answer(patients(3, half), { version: "gone" });
    answered += 3;
    const dying = dyingTracker(tracker, deadly, half % 2 === 1);
    await bench.check({}, { tracker: dying }).catch(() => {});
    // What the dead process left open is ended, as its lock is free.
    for (const run of [...await bench.runs("check"), ...await bench.runs("series")]) {
      if (run.status === "RUNNING") await (await tracker.continueRun(run.id)).end("KILLED");
    }
    await bench.check();
    const finished = (await bench.runs("check")).filter(({ status }) => status === "FINISHED");
    const counts = finished.map(({ metrics }) => metrics["total_predictions"]);
    assert.equal(counts.reduce((sum, count) => sum + count, 0), answered, `at write ${deadly}`);
    const [series] = await bench.runs("series");
    const history = await tracker.readMetricHistory(series.id, "total_predictions");
    assert.deepEqual(history.map(({ value }) => value), counts, `at write ${deadly}`);
    if (!dying.died()) break;
    cutCount++;
  }
  assert(cutCount >= 16, `a check writes only ${cutCount / 2} times`);
});
