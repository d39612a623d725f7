/** `deno task train` against a real MLflow server, with its real permissions. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { loadDataset } from "@/adapters/files/obtain_dataset.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import { predictProba } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import { baselineExperiment } from "@/workflows/train/train.ts";
import { startTestServer } from "../mlflow_server.ts";
import { runTaskToEnd, signalTask, startTask } from "./run_task.ts";

Deno.test("train, as a person runs it", async (t) => {
  const folder = await Deno.makeTempDir();
  const server = await startTestServer();
  const env = { MLFLOW_TRACKING_URI: server.url };
  const data = join(folder, "cohort.csv");
  const transport = createTransport({ baseUrl: server.url });
  const tracker = createMlflowTracker({ transport, origin: { user: "test", sourceName: "test" } });
  const idOf = (modelUri: string) => modelUri.replace("models:/", "");
  const pipelineOf = async (modelUri: string) =>
    new TextDecoder().decode(await tracker.readModelFile(idOf(modelUri), "pipeline.json"));
  // deno-lint-ignore no-explicit-any
  let first: any;

  await t.step("a synthetic cohort is made for it", async () => {
    const args = ["data", "--synthetic", "--rows", "300", "--output", data];
    const { code, stderr } = await runTaskToEnd(args);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /SYNTHETIC/);
  });

  await t.step("all three models end as finished runs, tagged as synthetic", async () => {
    const args = ["train", "--data", data, "--seed", "3", "--json", "--workers", "2"];
    const { code, stdout, stderr } = await runTaskToEnd(args, { env });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /SYNTHETIC/);
    first = JSON.parse(stdout);
    // deno-lint-ignore no-explicit-any
    assert.deepEqual(first.models.map(({ kind }: any) => kind), ["logistic", "forest", "xgboost"]);
    for (const model of first.models) {
      const run = await tracker.readRun(model.run_id);
      assert.equal(run.status, "FINISHED");
      assert.equal(run.tags["data.source"], "synthetic");
      assert.match(run.tags["lock.hash"], /^[0-9a-f]{16}$/);
      assert.equal(run.metrics["cv_roc_auc_mean"], model.cv_mean.roc_auc);
      assert(model.cv_mean.roc_auc > 0.8 && model.cv_mean.roc_auc < 1, String(model.kind));
      const artifacts = await tracker.listArtifacts(model.run_id);
      assert.equal(artifacts.filter((path) => path.endsWith(".svg")).length, 8);
      assert(artifacts.includes("report.html"));
    }
    const xgboost = await tracker.listModelFiles(idOf(first.models[2].model_uri));
    assert(xgboost.includes("model.json"));
    assert(xgboost.includes("model.ubj"));
  });

  await t.step("what was logged predicts the held-out rows as the run says", async () => {
    const { dataset } = await loadDataset(data);
    for (const { model_uri, holdout } of first.models) {
      const pipeline = parsePipeline(await pipelineOf(model_uri), heartSchema);
      const probabilities = predictProba(pipeline, dataset.rows);
      assert(probabilities.every((p) => p >= 0 && p <= 1));
      assert(holdout.roc_auc > 0.7);
    }
  });

  await t.step("the same seed gives the same bytes, whatever the number of workers", async () => {
    const args = ["train", "--data", data, "--seed", "3", "--json", "--workers", "1"];
    const { code, stdout, stderr } = await runTaskToEnd(args, { env });
    assert.equal(code, 0, stderr);
    const second = JSON.parse(stdout);
    for (const [index, { model_uri }] of second.models.entries()) {
      assert.notEqual(model_uri, first.models[index].model_uri);
      assert.equal(await pipelineOf(model_uri), await pipelineOf(first.models[index].model_uri));
      assert.deepEqual(second.models[index].cv_mean, first.models[index].cv_mean);
    }
  });

  await t.step("Ctrl-C ends every run as KILLED and the task with code 130", async () => {
    const experiment = await tracker.experiment(baselineExperiment);
    const before = new Set((await tracker.searchRuns(experiment)).map(({ id }) => id));
    // Many folds, so that there is something to interrupt.
    const child = startTask(["train", "--data", data, "--folds", "60"], { env });
    const started = async () =>
      (await tracker.searchRuns(experiment)).filter(({ id }) => !before.has(id));
    while ((await started()).length < 3) await new Promise((wake) => setTimeout(wake, 50));
    signalTask(child, "SIGINT");
    const { code } = await child.output();
    assert.equal(code, 130);
    assert.deepEqual((await started()).map(({ status }) => status), ["KILLED", "KILLED", "KILLED"]);
  });

  await t.step("an unreachable server is told, with what to do next", async () => {
    const away = { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" };
    const args = ["train", "--data", data, "--models", "logistic"];
    const { code, stderr } = await runTaskToEnd(args, { env: away });
    assert.equal(code, 69);
    assert.match(stderr, /error: MLflow at http:\/\/127\.0\.0\.1:9/);
    assert.match(stderr, /→/);
  });

  await t.step("wrong flags end with usage code 64 and say what is right", async () => {
    const wrong: [string[], RegExp][] = [
      [["--models", "svm"], /no estimator 'svm'/],
      [["--folds", "1"], /integer from 2/],
      [["--threshold", "2"], /0 to 1/],
      [["--costs", "1"], /1:5/],
      [["--nonsense"], /unknown option/],
    ];
    for (const [flags, words] of wrong) {
      const { code, stderr } = await runTaskToEnd(["train", ...flags], { env });
      assert.equal(code, 64, flags.join(" "));
      assert.match(stderr, words);
    }
  });

  await server.stop();
  await Deno.remove(folder, { recursive: true });
});
