import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { parseReference } from "@/drift/reference.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Space } from "@/tune/space.ts";
import { doFitJob, type FitRunner } from "@/workflows/fit_job.ts";
import { createMemoryRegistry } from "@/workflows/memory_registry.ts";
import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import { silentProgress } from "@/workflows/progress.ts";
import type { SessionState } from "@/workflows/session.ts";
import { planSplits } from "@/workflows/train/assess.ts";
import { forestRecipe } from "@/workflows/tune/forest_space.ts";
import type { TunePorts } from "@/workflows/tune/ports.ts";
import { planStudy, type StudyPlan } from "@/workflows/tune/study_plan.ts";
import { trialScore } from "@/workflows/tune/trial.ts";
import { tuneForest, tuningExperiment } from "@/workflows/tune/tune.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const dataset = madeUpDataset(150);
const input = { dataset, origin: "made up", tags: { "git.commit": "abc" } };
const space: Space = {
  nEstimators: { type: "choice", options: [3, 5, 7] },
  maxDepth: { type: "quniform", low: 1, high: 6, q: 1 },
  maxFeatures: { type: "uniform", low: 0.2, high: 1 },
  imputation: { type: "choice", options: ["median", "mean"] },
};
const plan = planOf({});
const trialCount = 24;
const options = { modelName: "Forest" };
const inThisThread: FitRunner = { fit: (job) => Promise.resolve(doFitJob(dataset, job, {})) };

function planOf(changes: Partial<StudyPlan>): StudyPlan {
  const choices = { space, sampler: "tpe" as const, seed: 5, foldCount: 3, pruning: false };
  return planStudy({ ...choices, ...changes }, dataset);
}

function portsWith(overrides: Partial<TunePorts> = {}) {
  return {
    tracker: createMemoryTracker({
      origin: { user: "ada", sourceName: "tasks/tune.ts", session: "here:1" },
    }),
    registry: createMemoryRegistry(),
    runner: inThisThread,
    workerCount: 2,
    renderer: {
      svg: ({ title }: { title: string }) => Promise.resolve(`<svg>${title}</svg>`),
      html: () => Promise.resolve("<html>"),
    },
    progress: silentProgress,
    signal: new AbortController().signal,
    lookUpSession: (): Promise<SessionState> => Promise.resolve("dead"),
    now: Date.now,
    ...overrides,
  };
}

async function runsOf({ tracker }: Pick<TunePorts, "tracker">) {
  const runs = await tracker.searchRuns(await tracker.experiment(tuningExperiment));
  const nested = runs.filter(({ tags }) => tags["mlflow.parentRunId"] !== undefined);
  return { parents: runs.filter((run) => !nested.includes(run)), nested };
}

/** Ports whose process is interrupted during the given fit. */
function interruptedAt(fitNumber: number, shared: Partial<TunePorts>) {
  const controller = new AbortController();
  const reason = new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  let fitCount = 0;
  const runner: FitRunner = {
    fit: (job) => {
      if (++fitCount === fitNumber) controller.abort(reason);
      return controller.signal.aborted ? Promise.reject(reason) : inThisThread.fit(job);
    },
  };
  return portsWith({ ...shared, runner, signal: controller.signal });
}

const unbroken = await tuneForest({ plan, trialCount }, options, input, portsWith());

/** What must be the same in every telling of a study. */
const essence = (trials: typeof unbroken.trials) =>
  trials.map(({ durationMs: _, ...trial }) => trial);

Deno.test("a study is a parent run with a nested run for every trial", async () => {
  const ports = portsWith();
  const { runId, trials, best, fresh } = await tuneForest(
    { plan, trialCount },
    options,
    input,
    ports,
  );
  const { parents: [parent, ...others], nested } = await runsOf(ports);
  assert.deepEqual([parent.id, parent.status, others], [runId, "FINISHED", []]);
  assert.equal(nested.length, trialCount);
  for (const run of nested) {
    const number = Number(run.tags["trial.number"]);
    const trial = trials[number];
    assert.equal(run.name, `trial ${String(number).padStart(3, "0")}`);
    assert.equal(run.status, "FINISHED");
    assert.equal(run.tags["mlflow.parentRunId"], runId);
    assert.equal(run.tags["git.commit"], "abc");
    assert.deepEqual(
      run.params,
      Object.fromEntries(Object.entries(trial.point).map(([name, value]) => [name, String(value)])),
    );
    assert.equal(run.metrics["cv_roc_auc_mean"], trialScore(trial));
    assert(run.metrics["cv_roc_auc_std"] >= 0);
    const folds = await ports.tracker.readMetricHistory(run.id, "cv_roc_auc");
    assert.deepEqual(folds.map(({ value }) => value), trial.foldScores);
    assert(run.metrics["duration_ms"] >= 0);
  }
  assert.equal(parent.metrics["best_roc_auc"], trialScore(best));
  assert.equal(parent.metrics["best_trial"], best.number);
  assert.equal(parent.metrics["fresh_roc_auc_mean"], fresh.mean);
  assert(parent.metrics["holdout_roc_auc"] > 0.5);
  assert.equal(parent.params["maxDepth"], String(best.point.maxDepth));
  assert.equal(parent.params["trials"], String(trialCount));
});

Deno.test("the winner is registered as the pipeline fitted anew, with its reference", async () => {
  const ports = portsWith();
  const { best, version } = await tuneForest({ plan, trialCount: 3 }, options, input, ports);
  assert.deepEqual([version.name, version.version, version.stage], ["Forest", 1, "None"]);
  assert.equal(version.tags["data.digest"], dataset.digest);
  assert.equal(version.tags["data.source"], "synthetic");
  assert.equal(version.tags["git.commit"], "abc");
  assert.match(version.tags["schema.fingerprint"], /^[0-9a-f]{16}$/);
  assert(Number(version.tags["cv_roc_auc_mean"]) > 0.5);
  assert.match(version.description, /SYNTHETIC/);
  const read = async (path: string) =>
    new TextDecoder().decode(await ports.tracker.readModelFile(version.modelId!, path));
  const { train } = planSplits(dataset, plan).holdOut;
  const rows = Array.from(train, (index) => dataset.rows[index]);
  const labels = Uint8Array.from(train, (index) => dataset.labels[index]);
  const refitted = fitPipeline(forestRecipe(best.point, plan.seed), { rows, labels }, heartSchema);
  assert.equal(await read("pipeline.json"), serializePipeline(refitted));
  const reference = parseReference(await read("reference.json"), "reference.json");
  assert.equal(reference.rows, rows.length);
  assert.equal(reference.positives, labels.reduce((sum, label) => sum + label, 0));
  assert.equal(reference.probabilities.length, rows.length);
});

Deno.test("the same study is the same for any number of workers", async () => {
  const again = await tuneForest(
    { plan, trialCount },
    options,
    input,
    portsWith({ workerCount: 9 }),
  );
  assert.deepEqual(essence(again.trials), essence(unbroken.trials));
  assert.deepEqual(again.fresh, unbroken.fresh);
  const pipelines = [again, unbroken].map(({ assessment }) =>
    serializePipeline(assessment.pipeline)
  );
  assert.equal(pipelines[0], pipelines[1]);
});

Deno.test("an interrupted study keeps its trials, and goes on as if nothing had been", async () => {
  for (const fitNumber of [1, 8, 40, 66, 74]) {
    const { tracker, registry } = portsWith();
    const first = interruptedAt(fitNumber, { tracker, registry });
    await assert.rejects(tuneForest({ plan, trialCount }, options, input, first), /Interrupted/);
    const { parents: [parent], nested } = await runsOf({ tracker });
    assert.equal(parent.status, "KILLED");
    assert.deepEqual(nested.filter(({ status }) => status === "RUNNING"), []);
    const kept = nested.filter(({ status }) => status === "FINISHED").length;
    assert(kept >= Math.floor((fitNumber - 1) / 3) - 2, `${kept} kept after ${fitNumber} fits`);

    // Elsewhere: all that is left is what the tracker has.
    const again = portsWith({ tracker, registry });
    const resumed = await tuneForest({ resume: parent.id }, options, input, again);
    assert.deepEqual(essence(resumed.trials), essence(unbroken.trials));
    const after = await runsOf({ tracker });
    assert.deepEqual(after.parents.map(({ status }) => status), ["FINISHED"]);
    const finished = after.nested.filter(({ status }) => status === "FINISHED");
    const numbers = finished.map(({ tags }) => Number(tags["trial.number"])).sort((a, b) => a - b);
    assert.deepEqual(numbers, Array.from({ length: trialCount }, (_, i) => i), "each counted once");
    assert.equal((await registry.read("Forest"))?.versions.length, 1);
  }
});

Deno.test("a resumed study may have more trials than it was begun with", async () => {
  const { tracker, registry } = portsWith();
  const first = interruptedAt(10, { tracker, registry });
  await assert.rejects(tuneForest({ plan, trialCount: 6 }, options, input, first));
  const { parents: [{ id }] } = await runsOf({ tracker });
  const ports = portsWith({ tracker, registry });
  const resumed = await tuneForest({ resume: id, trialCount }, options, input, ports);
  assert.deepEqual(essence(resumed.trials), essence(unbroken.trials));
});

Deno.test("a process that died after registering leaves no second version when it is resumed", async () => {
  const { tracker, registry } = portsWith();
  const dying = portsWith({
    tracker,
    registry: {
      ...registry,
      async register(version) {
        await registry.register(version);
        throw new Error("died");
      },
    },
  });
  await assert.rejects(tuneForest({ plan, trialCount: 4 }, options, input, dying), /died/);
  const { parents: [{ id, status }] } = await runsOf({ tracker });
  assert.equal(status, "FAILED");
  const ports = portsWith({ tracker, registry });
  const { version } = await tuneForest({ resume: id }, options, input, ports);
  assert.equal(version.version, 1);
  assert.equal((await registry.read("Forest"))?.versions.length, 1);
});

Deno.test("runs of a dead process are ended at the next start; those of a living one stay", async () => {
  for (const state of ["dead", "alive", "unknown"] as const) {
    const { tracker } = portsWith();
    const experiment = await tracker.experiment(tuningExperiment);
    const orphan = await tracker.startRun({ experiment, name: "left" });
    const child = await tracker.startRun({ experiment, name: "trial", parentRunId: orphan.id });
    const ports = portsWith({ tracker, lookUpSession: () => Promise.resolve(state) });
    await tuneForest({ plan, trialCount: 1 }, options, input, ports);
    for (const { id } of [orphan, child]) {
      assert.equal((await tracker.readRun(id)).status, state === "dead" ? "KILLED" : "RUNNING");
    }
  }
});

Deno.test("a study that a process works on, out of sight, is left alone until it falls silent", async () => {
  const { tracker, registry } = portsWith();
  let now = Date.now();
  // The process was stopped so suddenly that its runs stayed open.
  const stuck = interruptedAt(20, {
    tracker: {
      ...tracker,
      startRun: async (start) =>
        Object.assign(await tracker.startRun(start), { end: () => Promise.resolve() }),
    },
    registry,
    now: () => now,
  });
  await assert.rejects(tuneForest({ plan, trialCount }, options, input, stuck));
  const { parents: [{ id, status }], nested } = await runsOf({ tracker });
  assert.equal(status, "RUNNING");
  assert(nested.some((run) => run.status === "RUNNING"));
  const elsewhere = portsWith({
    tracker,
    registry,
    lookUpSession: () => Promise.resolve("unknown"),
    now: () => now,
  });
  const resume = () => tuneForest({ resume: id }, options, input, elsewhere);
  now += 60_000;
  await assert.rejects(resume(), /is being worked on by another process/);
  now += 120_000;
  const { trials } = await resume();
  assert.deepEqual(essence(trials), essence(unbroken.trials));
  assert.deepEqual(
    (await runsOf({ tracker })).nested.filter((run) => run.status === "RUNNING"),
    [],
  );
});

Deno.test("what cannot be resumed is refused, with the reason", async () => {
  const ports = portsWith();
  const { runId } = await tuneForest({ plan, trialCount: 2 }, options, input, ports);
  const resume = (id: string, data = input) => tuneForest({ resume: id }, options, data, ports);
  await assert.rejects(resume(runId), /has finished: there is nothing to resume/);
  const { nested: [trial] } = await runsOf(ports);
  await assert.rejects(resume(trial.id), /is no study/);
  await assert.rejects(resume("0".repeat(32)), UserError);

  const first = interruptedAt(4, ports);
  await assert.rejects(tuneForest({ plan, trialCount }, options, input, first));
  const { parents: [killed] } = await runsOf(ports);
  const other = { ...input, dataset: { ...dataset, digest: "f".repeat(64) } };
  await assert.rejects(resume(killed.id, other), /searches on data/);
  assert.equal((await ports.tracker.readRun(killed.id)).status, "KILLED");
});

Deno.test("a failing trial is a FAILED run that says why, and the study goes on", async () => {
  const ports = portsWith();
  const odd: Space = {
    ...space,
    maxFeatures: { type: "choice", options: [0.5, 40] },
  };
  const { trials } = await tuneForest(
    { plan: planOf({ space: odd }), trialCount: 12 },
    options,
    input,
    ports,
  );
  const failed = trials.filter(({ state }) => state === "failed");
  assert(failed.length > 0 && failed.length < 12);
  const { nested, parents: [parent] } = await runsOf(ports);
  const failedRuns = nested.filter(({ status }) => status === "FAILED");
  assert.equal(failedRuns.length, failed.length);
  for (const { params, tags } of failedRuns) {
    assert.equal(params["maxFeatures"], "40");
    assert.match(tags["mlflow.note.content"], /column/);
  }
  assert.equal(parent.status, "FINISHED");
  assert.equal(parent.metrics["trials_failed"], failed.length);
});

Deno.test("a study of which every trial fails is FAILED, registers nothing and says why", async () => {
  const ports = portsWith();
  const hopeless: Space = { maxFeatures: { type: "choice", options: [40] } };
  await assert.rejects(
    tuneForest({ plan: planOf({ space: hopeless }), trialCount: 3 }, options, input, ports),
    /No trial of 3 could be judged. The first failure: .*column/,
  );
  const { parents, nested } = await runsOf(ports);
  assert.deepEqual(parents.map(({ status }) => status), ["FAILED"]);
  assert.deepEqual(nested.map(({ status }) => status), ["FAILED", "FAILED", "FAILED"]);
  assert.equal(await ports.registry.read("Forest"), undefined);
});

Deno.test("when the time is up, the best so far wins", async () => {
  const ports = portsWith();
  let now = 0;
  const slow = { ...ports, now: () => now += 100 };
  const { trials, version } = await tuneForest(
    { plan, trialCount: 1000 },
    { ...options, timeoutMs: 4000 },
    input,
    slow,
  );
  assert(trials.length > 2 && trials.length < 100);
  assert.deepEqual(essence(trials), essence(unbroken.trials.slice(0, trials.length)));
  assert.equal(version.tags["trials"], String(trials.length));
});

Deno.test("a tracker that refuses a trial fails the study, and loses none that was judged", async () => {
  const { tracker, registry } = portsWith();
  let startedCount = 0;
  const failing = portsWith({
    tracker: {
      ...tracker,
      startRun: (start) =>
        ++startedCount === 9
          ? Promise.reject(new UserError("The disk is full."))
          : tracker.startRun(start),
    },
    registry,
  });
  await assert.rejects(tuneForest({ plan, trialCount }, options, input, failing), /disk is full/);
  const { parents: [{ id, status }] } = await runsOf({ tracker });
  assert.equal(status, "FAILED");
  const ports = portsWith({ tracker, registry });
  const { trials } = await tuneForest({ resume: id }, options, input, ports);
  assert.deepEqual(essence(trials), essence(unbroken.trials));
});
