import assert from "node:assert/strict";
import { openRunFindings, repairOpenRuns } from "@/workflows/doctor/open_run_checks.ts";
import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import { trialCountTag } from "@/workflows/tune/read_study.ts";

Deno.test("a study is named by its own run and by how it goes on, its trials are counted", async () => {
  const origin = { user: "ada", sourceName: "test", session: "lab:/1.lock" };
  const tracker = createMemoryTracker({ origin });
  const experiment = await tracker.experiment("Tuning");
  const study = await tracker.startRun({
    experiment,
    name: "study",
    tags: { [trialCountTag]: "40" },
  });
  const trials = [];
  for (const name of ["trial 7", "trial 8"]) {
    trials.push(await tracker.startRun({ experiment, name, parentRunId: study.id }));
  }
  const ports = { tracker, lookUpSession: () => Promise.resolve("dead" as const), now: () => 0 };

  const [{ message, mend }] = await openRunFindings(["Tuning"], ports);
  assert(message.startsWith(`Tuning: run ${study.id} with 2 nested runs RUNNING`), message);
  assert(mend.endsWith(`deno task tune --resume ${study.id}`), mend);
  await repairOpenRuns(["Tuning"], ports);
  for (const { id } of [study, ...trials]) {
    assert.equal((await tracker.readRun(id)).status, "KILLED");
  }
});

Deno.test("a run that is no study is not said to go on", async () => {
  const tracker = createMemoryTracker({ origin: { user: "ada", sourceName: "test" } });
  const experiment = await tracker.experiment("Baselines");
  await tracker.startRun({ experiment, name: "forest", tags: { "process.session": "lab:/1" } });
  const ports = { tracker, lookUpSession: () => Promise.resolve("dead" as const), now: () => 0 };
  const [{ mend }] = await openRunFindings(["Baselines"], ports);
  assert.doesNotMatch(mend, /--resume/);
});
