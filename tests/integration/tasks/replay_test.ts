/** `deno task replay` on versions in a real MLflow server, as a person runs it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { loadVersion } from "@/adapters/monitoring/load_version.ts";
import { predict } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import { answersTo, labelsFor, writeLog } from "../../monitor_traffic.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { parseCohort } from "../../unit/data/synthetic/cohort.ts";
import { startTestServer } from "../mlflow_server.ts";
import { registerVersion } from "../promote/registered_versions.ts";
import { runTaskToEnd } from "./run_task.ts";

Deno.test("replay, as a person runs it", async (t) => {
  const server = await startTestServer();
  const transport = createTransport({ baseUrl: server.url });
  const name = `Replayed ${crypto.randomUUID()}`;
  const trainedOn = parseCohort({ rowCount: 400, seed: 3 }).dataset;
  await registerVersion(transport, {
    ...{ name, dataset: trainedOn, params: { nEstimators: 21, maxDepth: 5 } },
  });
  await registerVersion(transport, { name, dataset: trainedOn, kind: "logistic" });
  const [served, other] = await Promise.all(
    ["1", "2"].map((version) =>
      loadVersion(transport, heartSchema, { name, version, runId: "", dataSource: "" })
    ),
  );
  const { rows, labels } = parseCohort({ rowCount: 250, seed: 11 }).dataset;
  const startMs = Date.parse("2026-11-20T00:00:00Z");
  const records = answersTo(rows, { name, version: "1", pipeline: served.pipeline, startMs });

  await withTemporaryFolder(async (folder) => {
    const log = join(folder, "prediction_log.csv");
    const replay = (version: string, ...flags: string[]) =>
      runTaskToEnd(["replay", "--log", log, "--model", `models:/${name}/${version}`, ...flags], {
        env: { MLFLOW_TRACKING_URI: server.url },
      });

    await t.step("without a log it says so", async () => {
      const { code, stderr } = await replay("1");
      assert.equal(code, 65);
      assert.match(stderr, /Cannot replay: there is no prediction log/);
      assert.equal((await replay("1", "--all", "--window", "7d")).code, 64);
    });

    await writeLog(log, heartSchema, async (journal) => {
      await journal.predictions(records);
      for (const record of labelsFor(records.slice(0, 100), labels)) await journal.feedback(record);
    });

    await t.step("the version that answered answers the same", async () => {
      const { code, stdout, stderr } = await replay("1", "--json");
      assert.equal(code, 0, stderr);
      const { answers, changed, versions: [{ estimated, realised, probability_change }] } = JSON
        .parse(stdout);
      assert.deepEqual([answers, changed, probability_change.greatest], [250, 0, 0]);
      assert.deepEqual(estimated.difference, { accuracy: 0, f1: 0, roc_auc: 0 });
      assert.deepEqual(realised.difference, { accuracy: 0, f1: 0, roc_auc: 0 });
      assert.equal(realised.labels, 100);
      const shown = await replay("1");
      assert.match(shown.stdout, /No answers change\.\nNo probability moves\./);
    });

    await t.step("of another version, the answers that change are listed", async () => {
      const output = join(folder, "changes.csv");
      const { code, stdout, stderr } = await replay("2", "--json", "--output", output);
      assert.equal(code, 0, stderr);
      const found = JSON.parse(stdout);
      const after = predict(other.pipeline, rows);
      const expected = records.flatMap(({ requestId, answer: { prediction, probability } }, row) =>
        after[row].label === prediction ? [] : [
          [requestId, "1", prediction, probability, after[row].label, after[row].probability]
            .join(","),
        ]
      );
      const [header, ...lines] = (await Deno.readTextFile(output)).trimEnd().split("\n");
      assert.equal(
        header,
        "request_id,model_version,prediction,probability,new_prediction,new_probability",
      );
      assert(expected.length > 0);
      assert.deepEqual(lines, expected);
      assert.equal(found.changed, expected.length);
      assert.equal(found.to_disease + found.to_no_disease, expected.length);
      const [{ estimated, realised }] = found.versions;
      assert.equal(
        estimated.difference.accuracy,
        estimated.after.accuracy.value - estimated.before.accuracy.value,
      );
      const rightCount = after.slice(0, 100).filter(({ label }, row) => label === labels[row]);
      assert.equal(realised.after.accuracy, rightCount.length / 100);
      const again = await replay("2", "--output", output);
      assert.equal(again.code, 64);
      assert.match(again.stderr, /there is a file of this name already/);
    });

    await t.step("a window without requests is said to be one", async () => {
      const { code, stdout } = await replay("2", "--since", "2030-01-01");
      assert.equal(code, 0);
      assert.match(stdout, /There is nothing to replay/);
    });
  });
  await server.stop();
});
