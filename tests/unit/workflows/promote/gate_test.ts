import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { defaultBounds } from "@/evaluate/promotion_gate.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { defaultRecipe, type Recipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { doFitJob } from "@/workflows/fit_job.ts";
import { pipelineDigestTag } from "@/workflows/model/checksums.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { createGate, type GatePlan, type GatePorts } from "@/workflows/promote/gate.ts";
import { gateSplits } from "@/workflows/promote/refit.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const dataset = madeUpDataset(300);
const pipelineOf = (recipe: Recipe) => fitPipeline(recipe, dataset, heartSchema);
const logistic = pipelineOf(defaultRecipe("logistic", gateSplits.seed));
const forest = pipelineOf(defaultRecipe("forest", 1, { nEstimators: 31, maxDepth: 4 }));
const plan: GatePlan = { bounds: defaultBounds, allowSynthetic: false, forced: false };

function versionWith(
  version: number,
  tags: Readonly<Record<string, string>> = {},
): RegisteredVersion {
  return {
    name: "Model",
    version,
    stage: "None",
    status: "READY",
    description: "",
    modelId: `m-${version}`,
    runId: undefined,
    createdMs: 0,
    tags: { "data.source": "uci", "data.digest": dataset.digest, ...tags },
    aliases: [],
    url: "",
  };
}

/** A gate with version 1 a logistic regression, version 2 a forest, and others that are gone. */
function makeGate(change: Partial<GatePlan> = {}, ports: Partial<GatePorts> = {}) {
  const counts = { fits: 0, datasets: 0 };
  const gate = createGate({ ...plan, ...change }, {
    loadPipeline(uri) {
      const pipeline = { "models:/Model/1": logistic, "models:/Model/2": forest }[uri];
      if (pipeline) return Promise.resolve({ pipeline, digest: "d1" });
      return Promise.reject(new UserError(`Cannot load ${uri}`, { exitCode: exitCode.data }));
    },
    obtainDataset() {
      counts.datasets++;
      return Promise.resolve(dataset);
    },
    runnerOver: (over) => ({
      fit(job) {
        counts.fits++;
        return Promise.resolve(doFitJob(over, job, {}));
      },
    }),
    progress: silentProgress,
    signal: new AbortController().signal,
    ...ports,
  });
  return { counts, gate };
}

async function failuresOf(
  { gate }: ReturnType<typeof makeGate>,
  candidate: RegisteredVersion,
  champion?: RegisteredVersion,
): Promise<string[]> {
  const { judge } = await gate.examine({ candidate, champion });
  const { rules, passed } = await judge();
  const failed = rules.filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
  assert.equal(passed, failed.length === 0);
  return failed;
}

Deno.test("a sound model passes, and equal recipes are fitted once", async () => {
  const made = makeGate();
  assert.deepEqual(await failuresOf(made, versionWith(1)), []);
  // Dummy and logistic regression, which the candidate is itself.
  assert.deepEqual(made.counts, { fits: 2 * gateSplits.foldCount, datasets: 1 });
  assert.deepEqual(await failuresOf(made, versionWith(1), versionWith(2)), []);
  assert.deepEqual(made.counts, { fits: 5 * gateSplits.foldCount, datasets: 1 });
});

Deno.test("a model that does not load or is not the registered one is not judged on rows", async () => {
  const made = makeGate();
  assert.deepEqual(await failuresOf(made, versionWith(3)), ["integrity.pipeline"]);
  const changed = versionWith(1, { [pipelineDigestTag]: "d2" });
  assert.deepEqual(await failuresOf(made, changed), ["integrity.pipeline"]);
  assert.deepEqual(made.counts, { fits: 0, datasets: 0 });
});

Deno.test("a server that is out of reach is no verdict on the model", async () => {
  const gone = new UserError("cannot connect", { exitCode: exitCode.unavailable });
  const { gate } = makeGate({}, { loadPipeline: () => Promise.reject(gone) });
  await assert.rejects(gate.examine({ candidate: versionWith(1), champion: undefined }), gone);
});

Deno.test("synthetic patients need leave, unless the champion learned from them too", async () => {
  const synthetic = { "data.source": "synthetic" };
  const candidate = versionWith(1, synthetic);
  assert.deepEqual(await failuresOf(makeGate(), candidate), ["data.source"]);
  assert.deepEqual(await failuresOf(makeGate(), candidate, versionWith(2)), ["data.source"]);
  assert.deepEqual(await failuresOf(makeGate(), candidate, versionWith(2, synthetic)), []);
  assert.deepEqual(await failuresOf(makeGate({ allowSynthetic: true }), candidate), []);
});

Deno.test("other data than the version's is an error, and only a failed rule by force", async () => {
  const foreign = versionWith(1, { "data.digest": "f".repeat(64) });
  const { gate } = makeGate();
  await assert.rejects(
    gate.examine({ candidate: foreign, champion: undefined }),
    (error: UserError) => error.exitCode === exitCode.data && /--data/.test(error.hint ?? ""),
  );
  const forced = makeGate({ forced: true });
  assert.deepEqual(await failuresOf(forced, foreign), ["data.digest"]);
  assert.equal(forced.counts.fits, 0);
});

Deno.test("a version that does not say what it learned from is refused", async () => {
  const { "data.digest": _, ...tags } = versionWith(1).tags;
  assert.deepEqual(await failuresOf(makeGate(), { ...versionWith(1), tags }), ["data.digest"]);
});

Deno.test("a champion that does not load cannot be beaten by default", async () => {
  assert.deepEqual(await failuresOf(makeGate(), versionWith(1), versionWith(3)), [
    "champion.roc_auc",
  ]);
});

Deno.test("an interruption ends the judgement", async () => {
  const interrupted = new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  const { gate } = makeGate({}, { signal: AbortSignal.abort(interrupted) });
  const { judge } = await gate.examine({ candidate: versionWith(1), champion: undefined });
  await assert.rejects(judge(), interrupted);
});
