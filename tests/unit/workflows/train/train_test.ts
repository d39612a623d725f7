import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { parsePipeline, serializePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import { doFitJob, type FitRunner } from "@/workflows/fit_job.ts";
import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import type { SessionState } from "@/workflows/session.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { planSplits } from "@/workflows/train/assess.ts";
import { baselineExperiment, trainBaselines, type TrainPlan } from "@/workflows/train/train.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const dataset = madeUpDataset(150);
const plan: TrainPlan = {
  kinds: ["logistic", "forest"],
  seed: 5,
  foldCount: 3,
  costs: { falsePositiveCost: 1, falseNegativeCost: 5 },
  threshold: 0.5,
};
const input = { dataset, origin: "made up", tags: { "deno.version": "test" } };

const origin = { user: "someone", sourceName: "test", session: "this" };

const inThisThread: FitRunner = {
  fit: (job) => Promise.resolve(doFitJob(dataset, job, {})),
};

function ports(overrides: { runner?: FitRunner; signal?: AbortSignal } = {}) {
  return {
    tracker: createMemoryTracker({ origin }),
    runner: inThisThread,
    renderer: {
      svg: ({ title }: { title: string }) => Promise.resolve(`<svg>${title}</svg>`),
      html: () => Promise.resolve("<html>"),
    },
    progress: silentProgress,
    signal: new AbortController().signal,
    lookUpSession: (): Promise<SessionState> => Promise.resolve("dead"),
    now: () => 0,
    ...overrides,
  };
}

async function runsOf({ tracker }: ReturnType<typeof ports>) {
  return await tracker.searchRuns(await tracker.experiment(baselineExperiment));
}

Deno.test("each model is a finished run with everything a reader needs", async () => {
  const used = ports();
  const { models } = await trainBaselines(plan, input, used);
  assert.deepEqual(models.map(({ kind }) => kind), ["logistic", "forest"]);
  for (const { runId, kind, modelId } of models) {
    const run = await used.tracker.readRun(runId);
    assert.equal(run.status, "FINISHED");
    assert.equal(run.params["estimator"], kind);
    assert.equal(run.params["folds"], "3");
    assert.equal(run.tags["data.source"], "synthetic");
    assert.equal(run.tags["deno.version"], "test");
    assert.equal(run.datasets.length, 1);
    for (
      const name of ["holdout_roc_auc", "cv_roc_auc_mean", "cv_roc_auc_std", "cv_accuracy_mean"]
    ) {
      assert(run.metrics[name] >= 0 && run.metrics[name] <= 1, name);
    }
    assert(run.metrics["site_hungary_roc_auc"] > 0.5);
    const folds = await used.tracker.readMetricHistory(runId, "cv_roc_auc");
    assert.deepEqual(folds.map(({ step }) => step), [0, 1, 2]);
    const artifacts = await used.tracker.listArtifacts(runId);
    for (const path of ["report.html", "classification_report.txt"]) {
      assert(artifacts.includes(path), path);
    }
    const files = await used.tracker.listModelFiles(modelId);
    for (const path of ["MLmodel", "model.onnx", "pipeline.json", "README.md"]) {
      assert(files.includes(path), path);
    }
    const { status, metrics } = await used.tracker.readModel(modelId);
    assert.equal(status, "READY");
    assert(metrics.some(({ name }) => name === "cv_roc_auc_mean"));
    assert.equal(artifacts.filter((path) => path.startsWith("plots/")).length, 8);
  }
});

Deno.test("the logged pipeline is the one fitted on the hold-out's training rows", async () => {
  const used = ports();
  const { models: [{ modelId }] } = await trainBaselines(
    { ...plan, kinds: ["logistic"] },
    input,
    used,
  );
  const { train } = planSplits(dataset, plan).holdOut;
  const refitted = fitPipeline(defaultRecipe("logistic", plan.seed), {
    rows: [...train].map((index) => dataset.rows[index]),
    labels: Uint8Array.from(train, (index) => dataset.labels[index]),
  }, heartSchema);
  const logged = await used.tracker.readModelFile(modelId, "pipeline.json");
  assert.equal(new TextDecoder().decode(logged), serializePipeline(refitted));
});

Deno.test("the cheapest threshold is used when asked for, and leans towards the dearer error", async () => {
  const { models: [{ assessment }] } = await trainBaselines(
    { ...plan, kinds: ["logistic"], threshold: "cost" },
    input,
    ports(),
  );
  assert.equal(assessment.pipeline.threshold, assessment.thresholdChoice.threshold);
  assert(assessment.pipeline.threshold < 0.5);
  const text = serializePipeline(assessment.pipeline);
  assert.equal(parsePipeline(text, heartSchema).threshold, assessment.pipeline.threshold);
});

Deno.test("one model's failure ends its run as FAILED, and the others finish", async () => {
  const failing: FitRunner = {
    fit: (job) =>
      job.recipe.estimator.kind === "forest"
        ? Promise.reject(new UserError("no trees today", { hint: "Plant some." }))
        : inThisThread.fit(job),
  };
  const used = ports({ runner: failing });
  await assert.rejects(trainBaselines(plan, input, used), {
    name: "UserError",
    message: "Random forest failed (1 of 2 models finished): no trees today",
    hint: "Plant some.",
  });
  const status = new Map((await runsOf(used)).map((run) => [run.name, run.status]));
  assert.deepEqual(status.get("logistic"), "FINISHED");
  assert.deepEqual(status.get("forest"), "FAILED");
});

Deno.test("an interruption ends every open run as KILLED", async () => {
  const controller = new AbortController();
  const interrupted: FitRunner = {
    fit: (job) => {
      if (job.recipe.estimator.kind === "dummy") return inThisThread.fit(job);
      setTimeout(() => controller.abort(new UserError("Interrupted.")), 10);
      return new Promise(() => {});
    },
  };
  const used = ports({ runner: interrupted, signal: controller.signal });
  await assert.rejects(trainBaselines(plan, input, used), { message: "Interrupted." });
  assert.deepEqual((await runsOf(used)).map(({ status }) => status), ["KILLED", "KILLED"]);
});

Deno.test("runs that a dead process left RUNNING are ended before any begins", async () => {
  const used = ports();
  const { tracker } = used;
  const experiment = await tracker.experiment(baselineExperiment);
  const left = await tracker.startRun({ experiment, name: "forest" });
  await trainBaselines({ ...plan, kinds: ["logistic"] }, input, used);
  assert.equal((await tracker.readRun(left.id)).status, "KILLED");
});
