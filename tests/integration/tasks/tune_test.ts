/** `deno task tune` against a real MLflow server, with its real permissions. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createRandom } from "@/data/random.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { tuningExperiment } from "@/workflows/tune/tune.ts";
import { startTestServer } from "../mlflow_server.ts";
import { runTaskToEnd, signalTask, startTask } from "./run_task.ts";

const space = {
  nEstimators: { type: "choice", options: [5, 7, 9] },
  maxDepth: { type: "quniform", low: 1, high: 8, q: 1 },
  maxFeatures: { type: "uniform", low: 0.1, high: 1 },
};

Deno.test("tune, as a person runs it", async (t) => {
  const folder = await Deno.makeTempDir();
  const server = await startTestServer();
  const env = { MLFLOW_TRACKING_URI: server.url };
  const data = join(folder, "cohort.csv");
  const spacePath = join(folder, "space.json");
  const model = `Forest ${crypto.randomUUID()}`;
  const transport = createTransport({ baseUrl: server.url });
  const registry = createMlflowRegistry({ transport });
  const tracker = createMlflowTracker({ transport, origin: { user: "test", sourceName: "test" } });
  const experiment = await tracker.experiment(tuningExperiment);
  const common = ["tune", "--data", data, "--model", model, "--space", spacePath, "--json"];
  const nestedOf = (id: string) =>
    tracker.searchRuns(experiment, { tags: { "mlflow.parentRunId": id } });
  const parentIds = async () =>
    (await tracker.searchRuns(experiment))
      .filter(({ tags }) => tags["mlflow.parentRunId"] === undefined).map(({ id }) => id);
  // deno-lint-ignore no-explicit-any
  const essence = ({ trials }: any) => trials.map(({ duration_ms: _, ...trial }: any) => trial);
  // deno-lint-ignore no-explicit-any
  let unbroken: any;

  await Deno.writeTextFile(spacePath, JSON.stringify(space));
  const made = await runTaskToEnd(["data", "--synthetic", "--rows", "300", "--output", data]);
  assert.equal(made.code, 0, made.stderr);

  await t.step("every trial is a nested run, and the winner a registered version", async () => {
    const { code, stdout, stderr } = await runTaskToEnd([...common, "--trials", "40"], { env });
    assert.equal(code, 0, stderr);
    unbroken = JSON.parse(stdout);
    assert.equal(unbroken.trials.length, 40);
    const parent = await tracker.readRun(unbroken.run_id);
    assert.equal(parent.status, "FINISHED");
    assert.equal(parent.metrics["best_roc_auc"], unbroken.best.roc_auc);
    assert.equal(parent.metrics["fresh_roc_auc_mean"], unbroken.fresh.roc_auc_mean);
    assert.equal(parent.tags["data.source"], "synthetic");
    const nested = await nestedOf(parent.id);
    assert.equal(nested.length, 40);
    assert(nested.every(({ status }) => status === "FINISHED"));
    const artifacts = await tracker.listArtifacts(parent.id);
    for (
      const name of [
        "study.json",
        "report.html",
        "plots/roc_curve.svg",
        "plots/calibration.svg",
        "plots/importance.svg",
        "plots/optimization_history.svg",
        "plots/parallel_coordinates.svg",
        "plots/parameter_importance.svg",
        "plots/parameter_slices.svg",
      ]
    ) {
      assert(artifacts.includes(name), name);
    }
    const { versions: [version] } = (await registry.read(model))!;
    assert.deepEqual([version.version, version.stage, version.status], [1, "None", "READY"]);
    assert.equal(version.runId, parent.id);
    assert.equal(`models:/${version.modelId}`, unbroken.model_uri);
    const files = await tracker.listModelFiles(version.modelId!);
    for (const name of ["MLmodel", "model.onnx", "pipeline.json", "reference.json", "README.md"]) {
      assert(files.includes(name), name);
    }
  });

  await t.step("Ctrl-C keeps the trials, and --resume goes on as if nothing had been", async () => {
    const before = new Set(await parentIds());
    const child = startTask([...common, "--trials", "40", "--workers", "1"], { env });
    const started = async () => (await parentIds()).filter((id) => !before.has(id));
    const finished = async (id: string) =>
      (await nestedOf(id)).filter(({ status }) => status === "FINISHED").length;
    while ((await started()).length === 0) await pause(50);
    const [id] = await started();
    while (await finished(id) < 3) await pause(50);
    signalTask(child, "SIGINT");
    const { code } = await child.output();
    assert.equal(code, 130);
    assert.equal((await tracker.readRun(id)).status, "KILLED");
    const kept = await nestedOf(id);
    assert(kept.every(({ status }) => status === "FINISHED" || status === "KILLED"));
    assert(await finished(id) >= 3);

    const args = ["tune", "--data", data, "--model", model, "--json", "--resume", id];
    const { stdout, stderr, code: resumedCode } = await runTaskToEnd(args, { env });
    assert.equal(resumedCode, 0, stderr);
    assert.deepEqual(essence(JSON.parse(stdout)), essence(unbroken));
  });

  await t.step(
    "killed twenty times at any moment, it loses no trial and counts none twice",
    async () => {
      const random = createRandom(20);
      const before = new Set(await parentIds());
      let id: string | undefined;
      for (let kill = 0; kill < 20; kill++) {
        const resume = id === undefined ? common.concat("--trials", "40") : [
          "tune",
          "--data",
          data,
          "--model",
          model,
          "--json",
          "--resume",
          id,
        ];
        const child = startTask(resume, { env });
        await pause(600 + 1800 * random.next());
        signalTask(child, "SIGKILL");
        await child.output();
        id ??= (await parentIds()).find((each) => !before.has(each));
      }
      assert(id);
      const state = await tracker.readRun(id);
      if (state.status !== "FINISHED") {
        const args = ["tune", "--data", data, "--model", model, "--json", "--resume", id];
        const { code, stdout, stderr } = await runTaskToEnd(args, { env });
        assert.equal(code, 0, stderr);
        assert.deepEqual(essence(JSON.parse(stdout)), essence(unbroken));
      }
      const nested = await nestedOf(id);
      assert.deepEqual(nested.filter(({ status }) => status === "RUNNING"), []);
      const counted = nested.filter(({ status }) => status === "FINISHED");
      const numbers = counted.map(({ tags }) => Number(tags["trial.number"])).sort((a, b) => a - b);
      assert.deepEqual(numbers, Array.from({ length: 40 }, (_, number) => number));
      const own = (await registry.read(model))!.versions.filter(({ runId }) => runId === id);
      assert.equal(own.length, 1);
    },
  );

  await t.step("what a killed study leaves RUNNING, the doctor finds and ends", async () => {
    const running = () => tracker.searchRuns(experiment, { status: "RUNNING" });
    const isOurs = ({ tags }: { tags: Readonly<Record<string, string>> }) =>
      tags["process.session"]?.includes("mlruns");
    const child = startTask([...common, "--trials", "40"], { env });
    while (!(await running()).some(isOurs)) await pause(50);
    signalTask(child, "SIGKILL");
    await child.output();
    assert((await running()).length > 0);
    const doctor = ["doctor", "--model", model, "--json"];
    const found = await runTaskToEnd(doctor, { env });
    assert.equal(found.code, 78, found.stderr);
    assert.match(found.stdout, /"runs\.orphaned"/);
    const { code, stdout, stderr } = await runTaskToEnd([...doctor, "--repair"], { env });
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(await running(), []);
  });

  await t.step(
    "wrong flags and spaces end with their own codes and say what is right",
    async () => {
      const bad = join(folder, "bad.json");
      await Deno.writeTextFile(bad, '{"depth": {"type": "uniform", "low": 2, "high": 1}}');
      const unknown = join(folder, "unknown.json");
      await Deno.writeTextFile(unknown, '{"depth": {"type": "randint", "low": 1, "high": 9}}');
      const wrong: [string[], number, RegExp][] = [
        [["--trials", "0"], 64, /integer from 1/],
        [["--sampler", "grid"], 64, /tpe, random/],
        [["--timeout", "soon"], 64, /integer from 1/],
        [["--resume", unbroken.run_id, "--seed", "1"], 64, /keeps its plan: --seed cannot change/],
        [["--resume", unbroken.run_id], 1, /has finished/],
        [["--resume", "0".repeat(32)], 1, /0{32}/],
        [["--space", join(folder, "none.json")], 65, /none\.json/],
        [["--space", bad], 65, /low/],
        [["--space", unknown], 64, /does not know: depth/],
      ];
      for (const [flags, expected, words] of wrong) {
        const args = ["tune", "--data", data, "--model", model, ...flags];
        const { code, stderr } = await runTaskToEnd(args, { env });
        assert.equal(code, expected, `${flags.join(" ")}: ${stderr}`);
        assert.match(stderr, words);
      }
    },
  );

  await server.stop();
  await Deno.remove(folder, { recursive: true });
});

function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
