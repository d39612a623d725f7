import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { heartbeatTag } from "@/workflows/orphans.ts";
import type { RunRecord } from "@/workflows/tracker.ts";
import { monitorBench, name, older, patients } from "./bench.ts";

const countOf = ({ metrics }: RunRecord) => metrics["total_predictions"];

Deno.test("each row counts in one check, the last ones at the end of the log", async () => {
  const bench = monitorBench();
  await bench.answer(patients(120, 11));
  const first = await bench.check();
  assert.equal(first.logged?.check.summary.predictionCount, 120);
  await bench.answer(patients(80, 12));
  const second = await bench.check();
  assert.equal(second.logged?.check.summary.predictionCount, 80);
  assert.equal(second.number, 2);
  const nothing = await bench.check();
  assert.equal(nothing.logged, undefined);
  const checks = await bench.runs("check");
  assert.deepEqual(checks.map(countOf), [120, 80]);
  assert.deepEqual(checks.map(({ name, status }) => [name, status]), [
    ["check 1", "FINISHED"],
    ["check 2", "FINISHED"],
  ]);
});

Deno.test("a log without answers is nothing new, and a run only when asked for", async () => {
  const bench = monitorBench();
  assert.equal((await bench.check()).logged, undefined);
  assert.deepEqual(await bench.runs("check"), []);
  const { logged } = await bench.check({ logsEmpty: true });
  assert.equal(logged?.check.verdict, "unknown");
  await bench.answer(patients(40, 1));
  await bench.check();
  assert.deepEqual((await bench.runs("check")).map(countOf), [0, 40]);
});

Deno.test("a check that dies before its end counts nothing; the next counts it all, once", async () => {
  const bench = monitorBench();
  await bench.answer(patients(60, 1));
  await bench.check();
  await bench.answer(patients(50, 2));
  const dying = {
    html: () => Promise.reject(new Error("out of memory")),
    png: () => Promise.resolve(new Uint8Array()),
  };
  await assert.rejects(bench.check({}, { renderer: dying }), /out of memory/);
  await bench.answer(patients(40, 3));
  await bench.check();
  const checks = await bench.runs("check");
  assert.deepEqual(checks.map(({ status }) => status), ["FINISHED", "FAILED", "FINISHED"]);
  assert.deepEqual([checks[0], checks[2]].map(countOf), [60, 90]);
});

Deno.test("a check that was killed is ended, and its rows count in the next", async () => {
  const bench = monitorBench();
  await bench.answer(patients(30, 1));
  const { tracker } = bench.ports;
  // Killed so suddenly that its run stays open, with all of its tags.
  const killed = {
    ...tracker,
    startRun: async (start: Parameters<typeof tracker.startRun>[0]) =>
      Object.assign(await tracker.startRun(start), { end: () => Promise.reject(new Error("-9")) }),
  };
  await assert.rejects(bench.check({}, { tracker: killed }), /-9/);
  assert.deepEqual((await bench.runs("check")).map(({ status }) => status), ["RUNNING"]);
  const alive = { lookUpSession: () => Promise.resolve("alive" as const) };
  await assert.rejects(bench.check({}, alive), /has been at work since/);
  await bench.ports.tracker.continueRun((await bench.runs("check"))[0].id)
    .then((run) => run.setTags({ [heartbeatTag]: "2020-01-01T00:00:00.000Z" }));
  await bench.check({}, { lookUpSession: () => Promise.resolve("unknown" as const) });
  const checks = await bench.runs("check");
  assert.deepEqual(checks.map(({ status }) => status), ["KILLED", "FINISHED"]);
  assert.equal(countOf(checks[1]), 30);
});

Deno.test("of two checks at the same moment on two machines, at most one counts", async () => {
  const bench = monitorBench();
  await bench.answer(patients(30, 1));
  const elsewhere = { lookUpSession: () => Promise.resolve("unknown" as const) };
  const ends = await Promise.allSettled([bench.check({}, elsewhere), bench.check({}, elsewhere)]);
  for (const end of ends) {
    if (end.status === "rejected") assert(end.reason instanceof UserError, String(end.reason));
  }
  await bench.check({ logsEmpty: true });
  const finished = (await bench.runs("check")).filter(({ status }) => status === "FINISHED");
  assert.equal(finished.map(countOf).reduce((sum, count) => sum + count, 0), 30);
});

Deno.test("the series has a step for each check, also when the check died right after its end", async () => {
  const bench = monitorBench();
  const { tracker, registry } = bench.ports;
  await bench.register();
  await bench.answer(patients(50, 1));
  await bench.check();
  await bench.answer(patients(70, 2));
  const unsettled = {
    ...tracker,
    continueRun: () => Promise.reject(new Error("died")),
  };
  await assert.rejects(bench.check({}, { tracker: unsettled }), /died/);
  const historyOf = async (metric: string) => {
    const [series] = await bench.runs("series");
    const points = await tracker.readMetricHistory(series.id, metric);
    return points.map(({ step, value }) => [step, value]);
  };
  assert.deepEqual(await historyOf("total_predictions"), [[1, 50]]);
  assert.equal((await bench.check()).logged, undefined);
  assert.deepEqual(await historyOf("total_predictions"), [[1, 50], [2, 70]]);
  await bench.answer(patients(20, 3));
  await bench.check();
  assert.deepEqual(await historyOf("total_predictions"), [[1, 50], [2, 70], [3, 20]]);
  assert.equal((await historyOf("avg_input_age")).length, 3);
  const series = await bench.runs("series");
  assert.deepEqual(series.map(({ status }) => status), ["FINISHED"]);
  const [{ tags }] = (await registry.read(name))!.versions;
  assert.equal(tags["monitor.run"], (await bench.runs("check"))[2].id);
});

Deno.test("patients like those at training are ok, older ones an alarm that names the age", async () => {
  const bench = monitorBench();
  await bench.register();
  await bench.answer(patients(200, 21));
  const calm = (await bench.check()).logged!;
  assert.equal(calm.check.verdict, "ok");
  assert.match(calm.findings[0].what, /Nothing has drifted as far as 200 answers can tell/);
  const status = async () =>
    (await bench.ports.registry.read(name))!.versions[0].tags["monitor.status"];
  assert.equal(await status(), "ok");
  await bench.answer(patients(200, 22, older));
  const shifted = (await bench.check()).logged!;
  assert.equal(shifted.check.verdict, "alarm");
  assert.match(shifted.findings[0].what, /“Age \(years\)” moved from 5\d\.\d to 6\d\.?\d*/);
  assert.equal(shifted.findings[0].tone, "alarm");
  assert.equal(await status(), "alarm");
  const [, run] = await bench.runs("check");
  assert.equal(run.tags["monitor.verdict"], "alarm");
  assert.equal(run.metrics["drift_verdict"], 2);
  assert(run.metrics["drift_evidence_age"] > 1);
  assert(run.metrics["avg_input_age"] > 60);
  assert.equal(run.metrics["version_1/total_predictions"], 200);
  const artifacts = await bench.ports.tracker.listArtifacts(run.id);
  for (const path of ["report.html", "summary.json", "plots/drift_numbers.png"]) {
    assert(artifacts.includes(path), path);
  }
});

Deno.test("a handful of answers is not enough data", async () => {
  const bench = monitorBench();
  await bench.answer(patients(6, 1));
  const { check, findings } = (await bench.check()).logged!;
  assert.equal(check.verdict, "not enough data");
  assert.match(findings[0].what, /6 answers are too few/);
});

Deno.test("labels count in the check to which they are new, whenever their answers came", async () => {
  const bench = monitorBench();
  const early = patients(150, 31);
  const records = await bench.answer(early);
  assert.equal((await bench.check()).logged!.check.versions[0].performance!.realised, undefined);

  // Labels alone, of answers that an earlier check has counted.
  await bench.label(records.slice(0, 100), early.labels.slice(0, 100));
  const late = (await bench.check()).logged!;
  assert.equal(late.check.summary.predictionCount, 0);
  const realised = late.check.versions[0].performance!.realised!;
  assert.equal(realised.rowCount, 100);
  const right = records.slice(0, 100).filter(({ answer }, index) =>
    answer.prediction === early.labels[index]
  );
  assert.equal(realised.metrics.accuracy, right.length / 100);

  // The rest of them, together with new answers and some of their labels.
  const next = patients(60, 32);
  const nextRecords = await bench.answer(next);
  await bench.label(records.slice(100), early.labels.slice(100));
  await bench.label(nextRecords.slice(0, 10), next.labels.slice(0, 10));
  await bench.journal.feedback({ timestampMs: 0, requestId: "unheard of", label: 1 });
  const both = (await bench.check()).logged!;
  assert.equal(both.check.versions[0].performance!.realised!.rowCount, 60);
  assert.equal(both.check.collected.unmatchedCount, 1);
  const labelled = (await bench.runs("check")).map(({ metrics }) => metrics["labelled_answers"]);
  assert.deepEqual(labelled, [0, 100, 60]);
  assert.equal((await bench.check()).logged, undefined);
});

Deno.test("a look counts what it is asked for and moves nothing", async () => {
  const bench = monitorBench();
  await bench.answer(patients(50, 1));
  await bench.check();
  const later = await bench.answer(patients(30, 2));
  const sinceMs = later[0].timestampMs;
  for (const _ of [1, 2]) {
    const { logged } = await bench.check({ window: { kind: "since", sinceMs } });
    assert.equal(logged?.check.summary.predictionCount, 30);
  }
  const all = await bench.check({ window: { kind: "all" } });
  assert.equal(all.logged?.check.summary.predictionCount, 80);
  const { logged } = await bench.check();
  assert.equal(logged?.check.summary.predictionCount, 30);
  const [series] = await bench.runs("series");
  const history = await bench.ports.tracker.readMetricHistory(series.id, "total_predictions");
  assert.deepEqual(history.map(({ value }) => value), [50, 30]);
});

Deno.test("versions are told apart, and one that is gone does not silence the other", async () => {
  const bench = monitorBench();
  await bench.register();
  await bench.answer(patients(150, 1));
  await bench.answer(patients(40, 2), { version: "gone" });
  await bench.answer(patients(10, 3), { name: "another model" });
  await bench.journal.rejection({
    timestampMs: Date.parse("2026-11-24T03:00:00Z"),
    requestId: "r1",
    faults: [{ field: "age", message: "no" }, { field: "sex", message: "no" }],
  });
  const { check, findings } = (await bench.check()).logged!;
  assert.deepEqual(
    check.versions.map(({ window, problem }) => [
      window.model.version,
      window.summary.predictionCount,
      problem,
    ]),
    [["1", 150, undefined], ["gone", 40, "There is no version 'gone'."]],
  );
  assert.equal(check.verdict, "ok");
  assert(findings.some(({ what }) => /Version gone: 40 answers cannot be judged/.test(what)));
  const [{ metrics }] = await bench.runs("check");
  assert.equal(metrics["total_predictions"], 190);
  assert.equal(metrics["version_gone/total_predictions"], 40);
  assert.equal(metrics["answers_of_other_models"], 10);
  assert.equal(metrics["rejected_requests"], 1);
  assert.equal(metrics["error_rate"], 1 / 191);
});

Deno.test("a model has its own series, in which another's checks do not count", async () => {
  const bench = monitorBench();
  await bench.answer(patients(20, 1));
  await bench.answer(patients(30, 2), { name: "Other" });
  await bench.check();
  const other = await bench.check({ series: { model: "Other", log: "prediction_log.csv" } });
  assert.equal(other.number, 1);
  assert.equal(other.logged?.check.summary.predictionCount, 30);
});

Deno.test("when the place in the log is gone, rows are told by their times, and it is said", async () => {
  const bench = monitorBench();
  await bench.answer(patients(50, 1));
  await bench.check();
  await bench.answer(patients(20, 2));
  const { predictions } = bench.ports.log;
  const log = {
    ...bench.ports.log,
    predictions: {
      ...predictions,
      read: (from?: { segment: string | undefined; offset: number }) => {
        if (from === undefined) return predictions.read();
        throw new UserError("The file is gone.");
      },
    },
  };
  const { logged } = await bench.check({}, { log });
  assert.equal(logged?.check.summary.predictionCount, 20);
  assert(logged.findings.some(({ certainty }) => certainty.startsWith("The file is gone.")));
});
