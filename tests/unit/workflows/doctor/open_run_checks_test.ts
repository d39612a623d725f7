import assert from "node:assert/strict";
import { openRunFindings, repairOpenRuns } from "@/workflows/doctor/open_run_checks.ts";
import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import type { SessionState } from "@/workflows/session.ts";

async function benchWith(state: SessionState, session?: string) {
  const origin = { user: "ada", sourceName: "test", ...(session ? { session } : {}) };
  const tracker = createMemoryTracker({ origin });
  const experiment = await tracker.experiment("Study");
  const run = await tracker.startRun({ experiment, name: "left" });
  const done = await tracker.startRun({ experiment, name: "done" });
  await done.end("FINISHED");
  const ports = { tracker, lookUpSession: () => Promise.resolve(state), now: () => 0 };
  return { tracker, run, ports, names: ["Study", "Not there"] };
}

Deno.test("a run of a dead process is an error that can be repaired, and is then KILLED", async () => {
  const { tracker, run, ports, names } = await benchWith("dead", "lab:/1.lock");
  const [finding, ...others] = await openRunFindings(names, ports);
  assert.deepEqual(others, []);
  assert.deepEqual([finding.check, finding.severity, finding.repairable], [
    "runs.orphaned",
    "error",
    true,
  ]);
  assert.match(finding.message, new RegExp(run.id));
  assert.equal((await tracker.readRun(run.id)).status, "RUNNING");
  assert.deepEqual(await repairOpenRuns(names, ports), [`Study: ended run ${run.id} as KILLED`]);
  assert.equal((await tracker.readRun(run.id)).status, "KILLED");
  assert.deepEqual(await openRunFindings(names, ports), []);
});

Deno.test("a run that somebody works on is no finding", async () => {
  const { tracker, run, ports, names } = await benchWith("alive", "lab:/1.lock");
  assert.deepEqual(await openRunFindings(names, ports), []);
  assert.deepEqual(await repairOpenRuns(names, ports), []);
  assert.equal((await tracker.readRun(run.id)).status, "RUNNING");
});

Deno.test("a run out of sight is a warning that names its machine, and is left alone", async () => {
  for (
    const [session, words] of [["lab:/1.lock", /on lab/], [undefined, /another program/]] as const
  ) {
    const { tracker, run, ports, names } = await benchWith("unknown", session);
    const [finding] = await openRunFindings(names, ports);
    assert.deepEqual([finding.severity, finding.repairable], ["warning", false]);
    assert.match(finding.message, words);
    await repairOpenRuns(names, ports);
    assert.equal((await tracker.readRun(run.id)).status, "RUNNING");
  }
});

Deno.test("looking makes no experiment", async () => {
  const { tracker, ports } = await benchWith("dead");
  await openRunFindings(["Not there"], ports);
  assert.equal(await tracker.findExperiment("Not there"), undefined);
});
