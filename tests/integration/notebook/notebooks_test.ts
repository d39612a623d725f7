// deno-lint-ignore-file no-explicit-any -- answers of tasks, as JSON
/** The project's notebooks on a synthetic cohort, and their numbers beside the tasks'. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { checkOutputs } from "@/adapters/ipynb/check_outputs.ts";
import { readNotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { estimatorCatalog, type EstimatorKind } from "@/estimators/catalog.ts";
import { formatMetric } from "@/evaluate/format_metric.ts";
import { startTestServer } from "../mlflow_server.ts";
import { runTaskToEnd } from "../tasks/run_task.ts";
import { root, runInKernel, textOf } from "./run_in_kernel.ts";

Deno.test("the notebooks run on any cohort, and compute what the tasks compute", async (t) => {
  const folder = await Deno.makeTempDir();
  const server = await startTestServer();
  const data = join(folder, "cohort.csv");
  const made = await runTaskToEnd(["data", "--synthetic", "--rows", "600", "--output", data]);
  assert.equal(made.code, 0, made.stderr);
  const env = { MLFLOW_TRACKING_URI: server.url, HEART_DATA: data };
  const task = async (...args: string[]): Promise<any> => {
    const { code, stdout, stderr } = await runTaskToEnd([...args, "--json"], { env });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const run = async (name: string) => {
    const { notebook } = await readNotebookFile(join(root, "notebooks", `${name}.ipynb`));
    const ran = await runInKernel(notebook, env);
    assert.deepEqual(checkOutputs(notebook, ran, [root, folder]), []);
    return ran;
  };

  await t.step("01_exploration has the kinds of outputs that it keeps", async () => {
    await run("01_exploration");
  });

  await t.step("02_baselines has the numbers of deno task train", async () => {
    const ran = await run("02_baselines");
    const { models } = await task("train");
    const lines = textOf(ran, "cross-validation").split("\n");
    assert.equal(models.length, 3);
    for (const { kind, cv_mean, cv_std } of models) {
      const { title } = estimatorCatalog[kind as EstimatorKind];
      const line = lines.find((each) => each.startsWith(title));
      const score = formatMetric("rocAuc", cv_mean.roc_auc, cv_std.roc_auc);
      const brier = formatMetric("brierScore", cv_mean.brier_score, cv_std.brier_score);
      assert(line?.includes(score) && line.includes(brier), `${line}: ${score}, ${brier}`);
    }
  });

  await t.step("03_tuning has the numbers of deno task tune", async () => {
    const ran = await run("03_tuning");
    const model = `Same numbers ${crypto.randomUUID()}`;
    const { best, fresh, holdout } = await task("tune", "--trials", "30", "--model", model);
    const text = textOf(ran, "fresh");
    assert(text.includes(formatMetric("rocAuc", best.roc_auc)), text);
    assert(text.includes(formatMetric("rocAuc", fresh.roc_auc_mean, fresh.roc_auc_std)), text);
    assert(text.includes(formatMetric("rocAuc", holdout.roc_auc)), text);
    assert(text.includes((best.roc_auc - fresh.roc_auc_mean).toFixed(4)), text);
    assert.match(textOf(ran, "history"), new RegExp(`trial ${best.number}|number ${best.number}`));
  });

  await server.stop();
  await Deno.remove(folder, { recursive: true });
});
