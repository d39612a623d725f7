/** `deno task monitor` against a real MLflow server, as cron and a person run it. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { loadVersion } from "@/adapters/monitoring/load_version.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import { monitoringExperiment } from "@/workflows/monitor/tags.ts";
import { answersTo, labelsFor, writeLog } from "../../monitor_traffic.ts";
import { parseCohort } from "../../unit/data/synthetic/cohort.ts";
import { startTestServer } from "../mlflow_server.ts";
import { openDeadlyProxy } from "../promote/deadly_proxy.ts";
import { registerVersion } from "../promote/registered_versions.ts";
import { runTaskToEnd, signalTask, startTask } from "./run_task.ts";

const secret = "hush";

Deno.test("monitor, as cron and a person run it", async (t) => {
  const folder = await Deno.makeTempDir();
  const server = await startTestServer();
  const transport = createTransport({ baseUrl: server.url });
  const name = `Monitored ${crypto.randomUUID()}`;
  const log = join(folder, "prediction_log.csv");
  await registerVersion(transport, {
    name,
    dataset: parseCohort({ rowCount: 920, seed: 3 }).dataset,
    params: { nEstimators: 41, maxDepth: 6 },
  });
  const model = { name, version: "1", runId: "", dataSource: "synthetic" };
  const { pipeline } = await loadVersion(transport, heartSchema, model);
  const tracker = createMlflowTracker({ transport, origin: { user: "ada", sourceName: "test" } });
  const experiment = await tracker.experiment(monitoringExperiment);

  const argsOf = (flags: readonly string[]) =>
    ["monitor", "--log", log, "--model", name, ...flags] as const;
  const envOf = (url = server.url) => ({
    env: { MLFLOW_TRACKING_URI: url, HEART_WEBHOOK_SECRET: secret },
  });
  const monitor = (...flags: string[]) => runTaskToEnd(argsOf(flags), envOf());
  const monitorJson = async (...flags: string[]) => {
    const { code, stdout, stderr } = await monitor("--json", ...flags);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  let startMs = Date.parse("2026-11-20T00:00:00Z");
  let answeredCount = 0;
  /** Patients who are answered, each answer on disk. */
  const answer = async (
    rowCount: number,
    seed: number,
    change: (raw: RawRow) => RawRow = (raw) => raw,
  ) => {
    const { dataset } = parseCohort({ rowCount, seed });
    const records = answersTo(dataset.rows.map(change), { ...model, pipeline, startMs });
    startMs += 86_400_000;
    answeredCount += rowCount;
    await writeLog(log, heartSchema, (journal) => journal.predictions(records));
    return { records, labels: dataset.labels };
  };
  const finishedChecks = async () => {
    const tags = { "monitor.model": name, "monitor.kind": "check" };
    return (await tracker.searchRuns(experiment, { tags, status: "FINISHED" })).reverse();
  };
  const countedBy = async () =>
    (await finishedChecks()).map(({ metrics }) => metrics["total_predictions"]);
  const versionTags = async () =>
    (await createMlflowRegistry({ transport }).read(name))!.versions[0].tags;

  await t.step("without a log it says so", async () => {
    const { code, stderr } = await monitor();
    assert.equal(code, 65);
    assert.match(stderr, /there is no prediction log .*prediction_log\.csv/);
    assert.equal((await monitor("--all", "--window", "7d")).code, 64);
    assert.equal((await monitor("--window", "soon")).code, 64);
  });

  let first: Awaited<ReturnType<typeof answer>>;
  await t.step("patients like those at training are ok; all is logged", async () => {
    first = await answer(200, 11);
    const report = join(folder, "report.html");
    const { code, stdout, stderr } = await monitor("--report", report, "--fail-on-drift");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /nothing drifted \(ok\); 200 answers SYNTHETIC/);
    assert.match(await Deno.readTextFile(report), /Nothing has drifted as far as 200 answers/);
    const [run] = await finishedChecks();
    const ages = first.records.map(({ inputs }) => Number(inputs["age"]));
    const average = ages.reduce((sum, age) => sum + age, 0) / ages.length;
    assert(Math.abs(run.metrics["avg_input_age"] - average) < 1e-9);
    assert.equal(run.metrics["total_predictions"], 200);
    const { prediction_ratio_0: no, prediction_ratio_1: yes } = run.metrics;
    assert(Math.abs(no + yes - 1) < 1e-12);
    const artifacts = await tracker.listArtifacts(run.id);
    for (const path of ["report.html", "summary.json", "plots/drift_trend.png"]) {
      assert(artifacts.includes(path), path);
    }
    const png = await tracker.readArtifact(run.id, "plots/drift_numbers.png");
    assert.deepEqual([...png.subarray(1, 4)], [..."PNG"].map((each) => each.charCodeAt(0)));
    const tags = await versionTags();
    assert.deepEqual([tags["monitor.status"], tags["monitor.run"]], ["ok", run.id]);
  });

  await t.step("a row counts once, also when the log rotates in between", async () => {
    const nothing = await monitor();
    assert.equal(nothing.code, 0);
    assert.match(nothing.stdout, /^Nothing new/);
    await Deno.rename(log, log.replace(".csv", ".2026-11-24T10-00-00.000Z.csv"));
    await answer(30, 12);
    const { check, check_number } = await monitorJson();
    assert.deepEqual([check.metrics.total_predictions, check_number], [30, 2]);
    assert.deepEqual(await countedBy(), [200, 30]);
  });

  await t.step("labels that come late are joined to their answers", async () => {
    const { records, labels } = first;
    await writeLog(log, heartSchema, async (journal) => {
      for (const record of labelsFor(records, labels)) await journal.feedback(record);
    });
    const { check: { versions: [version], metrics } } = await monitorJson();
    const right = records.filter(({ answer }, index) => answer.prediction === labels[index]);
    const { realised } = version.performance;
    assert.deepEqual([realised.answers, metrics.total_predictions], [200, 0]);
    assert.equal(realised.accuracy, right.length / 200);
    assert(Math.abs(realised.estimated_accuracy.value - realised.accuracy) < 0.1);
  });

  await t.step(
    "killed midway, a check loses nothing, and nothing counts twice",
    async () => {
      await using proxy = openDeadlyProxy(server.url);
      await answer(40, 21);
      const child = startTask(argsOf([]), envOf(proxy.url));
      // The run is there by then, with its watermark, and some of its figures.
      proxy.killAt(4, true, () => signalTask(child, "SIGKILL"));
      const { success } = await child.output();
      assert.equal(success, false);
      await answer(10, 31);
      await monitorJson();
      const counts = await countedBy();
      assert.equal(counts.reduce((sum, count) => sum + count, 0), answeredCount);
      const tags = { "monitor.model": name, "monitor.kind": "series" };
      const [series, ...others] = await tracker.searchRuns(experiment, { tags });
      assert.deepEqual(others, []);
      const history = await tracker.readMetricHistory(series.id, "total_predictions");
      assert.deepEqual(history.map(({ value }) => value), counts);
    },
  );

  await t.step("older patients are an alarm: exit code, tag and a signed verdict", async () => {
    await answer(200, 41, (raw) => ({ ...raw, age: Math.min(95, Number(raw["age"]) + 10) }));
    const posts: { body: string; headers: Headers }[] = [];
    await using receiver = Deno.serve({ port: 0, onListen() {} }, async (request) => {
      posts.push({ body: await request.text(), headers: request.headers });
      return new Response(null, { status: posts.length === 1 ? 503 : 204 });
    });
    const url = `http://127.0.0.1:${receiver.addr.port}/hook`;
    const { code, stdout, stderr } = await monitor("--fail-on-drift", "--webhook", url);
    assert.equal(code, 2, stderr);
    assert.match(stdout, /✗ “Age \(years\)” moved from 5\d(\.\d)? to 6\d/);
    assert.equal((await versionTags())["monitor.status"], "alarm");
    const [, { body, headers }] = posts;
    assert.equal(JSON.parse(body).check.verdict, "alarm");
    const signed = createHmac("sha256", secret)
      .update(`${headers.get("x-heart-timestamp")}.${body}`).digest("hex");
    assert.equal(headers.get("x-heart-signature"), `sha256=${signed}`);
  });

  await t.step("a look counts everything again, and moves nothing", async () => {
    const before = await countedBy();
    const { check } = await monitorJson("--all");
    assert.equal(check.metrics.total_predictions, answeredCount);
    assert.deepEqual(await countedBy(), before);
  });

  await server.stop();
  await Deno.remove(folder, { recursive: true });
});
