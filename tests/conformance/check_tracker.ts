/** What every tracker promises, checked the same way for the fake and for a real server. */
import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import type {
  DatasetInput,
  Experiment,
  NewModel,
  TrackedRun,
  Tracker,
} from "@/workflows/tracker.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

/** Makes the tracker under test with the given origin and clock. */
export type MakeTracker = (options: { origin: RunOrigin; now: () => number }) => Tracker;

/** A fresh experiment on the tracker under test. */
interface Bench {
  readonly tracker: Tracker;
  readonly experiment: Experiment;
  /** What the clock shows; each look moves it on by a second. */
  readonly nowMs: () => number;
  readonly startRun: (name?: string) => Promise<TrackedRun>;
}

const origin = {
  user: "ada",
  sourceName: "tasks/train.ts",
  gitCommit: "abc123",
  session: "host:/mlruns/sessions/1.lock",
};

/** Runs one step per promise. */
export async function checkTracker(t: Deno.TestContext, makeTracker: MakeTracker): Promise<void> {
  for (const [name, check] of Object.entries(promises)) {
    await t.step(name, async () => {
      let clockMs = 1_700_000_000_000;
      const tracker = makeTracker({ origin, now: () => clockMs += 1000 });
      const experiment = await tracker.experiment(`check ${crypto.randomUUID()}`);
      const startRun = (name = "run") => tracker.startRun({ experiment, name });
      await check({ tracker, experiment, nowMs: () => clockMs, startRun });
    });
  }
}

const model: NewModel = {
  name: "model",
  params: { depth: 3, deep: true },
  tags: { kind: "forest" },
  description: `# Card\n\n${"naïve ".repeat(2000)}`,
  files: () => ({ MLmodel: "{}" }),
};

const bytes = (...values: number[]) => new Uint8Array(values);

const illegalNames = ["", "a#b", "a//b", "/a", "a/", "a/../b", ".", "..a", "a?b", "x".repeat(251)];

const promises: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  async "an experiment is found again by its name"({ tracker, experiment }) {
    const again = await tracker.experiment(experiment.name);
    assert.deepEqual(again, experiment);
    assert.ok(experiment.url.includes(`/#/experiments/${experiment.id}`));
  },

  async "looking for an experiment creates none"({ tracker, experiment }) {
    assert.deepEqual(await tracker.findExperiment(experiment.name), experiment);
    const name = `missing ${crypto.randomUUID()}`;
    assert.equal(await tracker.findExperiment(name), undefined);
    assert.equal(await tracker.findExperiment(name), undefined);
  },

  async "an experiment that many create at once is one"({ tracker }) {
    const name = `race ${crypto.randomUUID()}`;
    const all = await Promise.all(Array.from({ length: 8 }, () => tracker.experiment(name)));
    assert.equal(new Set(all.map(({ id }) => id)).size, 1);
  },

  async "an experiment without a name, or with too long a one, is refused"({ tracker }) {
    for (const name of ["", "  ", "x".repeat(501)]) {
      await assert.rejects(() => tracker.experiment(name), UserError);
    }
  },

  async "a run in an unknown experiment is refused"({ tracker, experiment }) {
    const unknown = { ...experiment, id: "987654321" };
    await assert.rejects(() => tracker.startRun({ experiment: unknown, name: "a" }), UserError);
  },

  async "a new run knows its name, time, maker and program"(bench) {
    const run = await bench.tracker.startRun({
      experiment: bench.experiment,
      name: "logistic",
      tags: { seed: "7", empty: "" },
    });
    const startTimeMs = bench.nowMs();
    assert.ok(run.url.includes(`/#/experiments/${bench.experiment.id}/runs/${run.id}`));
    assert.deepEqual(plain(await bench.tracker.readRun(run.id)), {
      id: run.id,
      name: "logistic",
      status: "RUNNING",
      startTimeMs,
      endTimeMs: undefined,
      params: {},
      metrics: {},
      tags: {
        seed: "7",
        empty: "",
        "mlflow.runName": "logistic",
        "mlflow.user": "ada",
        "mlflow.source.name": "tasks/train.ts",
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": "abc123",
        "process.session": origin.session,
      },
      datasets: [],
    });
  },

  async "a nested run names its parent, a described one its description"(bench) {
    const parent = await bench.startRun();
    const child = await bench.tracker.startRun({
      experiment: bench.experiment,
      name: "trial",
      parentRunId: parent.id,
      description: "**bold** – naïve",
    });
    const { tags } = await bench.tracker.readRun(child.id);
    assert.equal(tags["mlflow.parentRunId"], parent.id);
    assert.equal(tags["mlflow.note.content"], "**bold** – naïve");
  },

  async "parameters read back as text, up to the longest"({ tracker, startRun }) {
    const run = await startRun();
    const longest = "ü".repeat(6000);
    await run.logParams({ rate: 0.1, deep: true, "a/b c.d-e:f_ü": "日本", none: "" });
    await run.logParams({ longest, ["n".repeat(250)]: 1, rate: 0.1 });
    assert.deepEqual((await tracker.readRun(run.id)).params, {
      rate: "0.1",
      deep: "true",
      "a/b c.d-e:f_ü": "日本",
      none: "",
      longest,
      ["n".repeat(250)]: "1",
    });
  },

  async "a parameter, tag or metric that cannot be kept whole is refused"({ tracker, startRun }) {
    const run = await startRun();
    for (const name of illegalNames) {
      await assert.rejects(() => run.logParams({ [name]: 1 }), UserError, `parameter '${name}'`);
      await assert.rejects(() => run.setTags({ [name]: "1" }), UserError, `tag '${name}'`);
      await assert.rejects(() => run.logMetrics([{ name, value: 1 }]), UserError, `'${name}'`);
    }
    await assert.rejects(() => run.logParams({ good: 1, long: "x".repeat(6001) }), /6001.*6000/);
    await assert.rejects(() => run.setTags({ long: "x".repeat(8001) }), /8001.*8000/);
    await assert.rejects(() => run.logMetrics([{ name: "m", value: 1, step: 0.5 }]), /integer/);
    const { params, metrics } = await tracker.readRun(run.id);
    assert.deepEqual({ params, metrics }, { params: {}, metrics: {} });
  },

  async "a parameter cannot change, and the run that tried cannot finish"({ tracker, startRun }) {
    const run = await startRun();
    await run.logParams({ depth: 3 });
    await assert.rejects(() => run.logParams({ depth: 4 }), /'depth' is '3'/);
    await assert.rejects(() => run.end("FINISHED"), /'depth' is '3'/);
    const { status, params } = await tracker.readRun(run.id);
    assert.deepEqual({ status, params }, { status: "FAILED", params: { depth: "3" } });
  },

  async "a value that is sent again with its time counts once"({ tracker, startRun }) {
    const run = await startRun();
    const point = { name: "rows", value: 200, step: 3, atMs: 1_700_000_000_000 };
    await run.logMetrics([point]);
    await run.logMetrics([point]);
    await run.logMetrics([{ ...point, value: 90, step: 4 }]);
    assert.deepEqual(await tracker.readMetricHistory(run.id, "rows"), [
      { name: "rows", value: 200, step: 3 },
      { name: "rows", value: 90, step: 4 },
    ]);
  },

  async "a metric's last value is that of its highest step"({ tracker, startRun }) {
    const run = await startRun();
    await run.logMetrics([
      { name: "auc", value: 0.9, step: 2 },
      { name: "auc", value: 0.7, step: 0 },
      { name: "auc", value: 0.8, step: 1 },
      { name: "loss", value: -0.25 },
    ]);
    await run.logMetrics([{ name: "loss", value: -0.5 }]);
    assert.deepEqual((await tracker.readRun(run.id)).metrics, { auc: 0.9, loss: -0.5 });
    assert.deepEqual(await tracker.readMetricHistory(run.id, "auc"), [
      { name: "auc", value: 0.7, step: 0 },
      { name: "auc", value: 0.8, step: 1 },
      { name: "auc", value: 0.9, step: 2 },
    ]);
    assert.deepEqual(await tracker.readMetricHistory(run.id, "loss"), [
      { name: "loss", value: -0.25, step: 0 },
      { name: "loss", value: -0.5, step: 0 },
    ]);
  },

  async "metrics keep every bit, and say NaN; infinity becomes the largest number"(bench) {
    const run = await bench.startRun();
    const values = [0.1 + 0.2, 5e-324, -1e300, NaN, Infinity, -Infinity, 0, -0];
    await run.logMetrics(values.map((value, index) => ({ name: `m${index}`, value })));
    const { metrics } = await bench.tracker.readRun(run.id);
    assert.deepEqual(
      values.map((_, index) => metrics[`m${index}`]),
      [0.1 + 0.2, 5e-324, -1e300, NaN, Number.MAX_VALUE, -Number.MAX_VALUE, 0, 0],
    );
    assert.deepEqual(await bench.tracker.readMetricHistory(run.id, "m3"), [
      { name: "m3", value: NaN, step: 0 },
    ]);
  },

  async "more entries than one call can carry all arrive"({ tracker, startRun }) {
    const run = await startRun();
    const steps = Array.from({ length: 2345 }, (_, step) => step);
    const numbers = Array.from({ length: 250 }, (_, index) => index);
    await Promise.all([
      run.logMetrics(steps.map((step) => ({ name: "loss", value: 1 / (1 + step), step }))),
      run.logParams(Object.fromEntries(numbers.map((index) => [`p${index}`, index]))),
      run.setTags(Object.fromEntries(numbers.map((index) => [`t${index}`, "é".repeat(4000)]))),
    ]);
    const history = await tracker.readMetricHistory(run.id, "loss");
    assert.deepEqual(history.map(({ step }) => step), steps);
    const { params, tags } = await tracker.readRun(run.id);
    assert.equal(Object.keys(params).length, 250);
    assert.equal(tags.t249, "é".repeat(4000));
  },

  async "a tag ends as it was set last, awaited or not"({ tracker, startRun }) {
    const run = await startRun();
    const calls = [1, 2, 3, 4, 5].map((value) => run.setTags({ state: String(value) }));
    await calls[0];
    calls.push(run.setTags({ state: "last" }));
    await Promise.all(calls);
    assert.equal((await tracker.readRun(run.id)).tags.state, "last");
  },

  async "datasets read back, each once, as first described"(bench) {
    const dataset: DatasetInput = {
      name: "heart",
      digest: "0".repeat(36),
      context: "training",
      source: "data/heart.csv",
      columns: [{ name: "a", type: "double" }, { name: "b", type: "string" }],
      rowCount: 920,
    };
    const heldOut: DatasetInput = {
      ...dataset,
      digest: "1",
      context: "evaluation",
      source: "https://example.org/heart.csv",
    };
    const run = await bench.startRun();
    await run.logDataset(dataset);
    await run.logDataset({ ...dataset, context: "again" });
    await run.logDataset(heldOut);
    const { datasets } = await bench.tracker.readRun(run.id);
    assert.deepEqual(datasets.toSorted((a, b) => a.digest! < b.digest! ? -1 : 1), [
      { ...dataset },
      { ...heldOut },
    ]);
    const second = await bench.startRun();
    await second.logDataset({ ...dataset, rowCount: 1, context: "other" });
    assert.deepEqual((await bench.tracker.readRun(second.id)).datasets, [
      { ...dataset, context: "other" },
    ]);
    for (const wrong of [{ digest: "0".repeat(37) }, { name: "" }, { context: "x".repeat(501) }]) {
      await assert.rejects(() => run.logDataset({ ...dataset, ...wrong }), UserError);
    }
  },

  async "artifacts keep their bytes under any path that is allowed"({ tracker, startRun }) {
    const run = await startRun();
    const files = {
      "a b/ü & 50%.txt": bytes(0, 255, 13, 10),
      "empty.bin": bytes(),
      "plots/roc+curve.svg": bytes(60),
      "plots/日本/x.json": new TextEncoder().encode("{}"),
      "top.md": bytes(1),
    };
    await Promise.all(Object.entries(files).map(([path, body]) => run.logArtifact(path, body)));
    await run.logArtifact("top.md", "# naïve");
    assert.deepEqual(await tracker.listArtifacts(run.id), Object.keys(files).sort());
    assert.equal(
      new TextDecoder().decode(await tracker.readArtifact(run.id, "top.md")),
      "# naïve",
    );
    for (const path of ["a b/ü & 50%.txt", "empty.bin", "plots/日本/x.json"] as const) {
      assert.deepEqual(plain(await tracker.readArtifact(run.id, path)), plain(files[path]), path);
    }
    await assert.rejects(() => tracker.readArtifact(run.id, "missing.txt"), UserError);
    for (
      const path of ["", "/a", "../a", "a//b", "a/.", "a#b", "a?", "a;", "a\\b", "a%20b", "a\tb"]
    ) {
      await assert.rejects(() => run.logArtifact(path, "x"), UserError, path);
    }
  },

  async "a model keeps its files, parameters, tags and maker"({ tracker, startRun }) {
    const run = await startRun();
    const logged = await run.logModel({
      ...model,
      files: ({ id, runId }) => ({ MLmodel: `${id} ${runId}`, "code/ä b.py": bytes(0, 255) }),
    });
    assert.ok(logged.url.includes(`/models/${logged.id}`));
    const { tags, ...record } = await tracker.readModel(logged.id);
    assert.deepEqual(record, {
      id: logged.id,
      name: "model",
      runId: run.id,
      status: "READY",
      params: { depth: "3", deep: "true" },
      metrics: [],
    });
    assert.equal(tags.kind, "forest");
    assert.equal(tags["mlflow.user"], "ada");
    assert.equal(tags["mlflow.source.git.commit"], "abc123");
    assert.equal(tags["mlflow.note.content"], model.description);
    assert.deepEqual(await tracker.listModelFiles(logged.id), ["MLmodel", "code/ä b.py"]);
    const read = (path: string) => tracker.readModelFile(logged.id, path);
    assert.equal(new TextDecoder().decode(await read("MLmodel")), `${logged.id} ${run.id}`);
    assert.deepEqual([...await read("code/ä b.py")], [0, 255]);
    await assert.rejects(() => read("missing.txt"), UserError);
  },

  async "a metric with a subject stands with the run and with the model"({ tracker, startRun }) {
    const run = await startRun();
    const { id: modelId } = await run.logModel(model);
    const dataset = { name: "heart", digest: "d1" };
    await Promise.all([
      run.logMetrics([{ name: "f1", value: 0.8 }, { name: "auc", value: 0.9 }], {
        modelId,
        dataset,
      }),
      run.logMetrics([{ name: "loss", value: 0.3 }], { modelId }),
      run.logMetrics([{ name: "fit_ms", value: 7 }]),
    ]);
    assert.deepEqual((await tracker.readModel(modelId)).metrics, [
      { name: "auc", value: 0.9, dataset },
      { name: "f1", value: 0.8, dataset },
      { name: "loss", value: 0.3, dataset: undefined },
    ]);
    const { metrics } = await tracker.readRun(run.id);
    assert.deepEqual(metrics, { f1: 0.8, auc: 0.9, loss: 0.3, fit_ms: 7 });
    const unknown = { modelId: "m-0" };
    await assert.rejects(() => run.logMetrics([{ name: "m", value: 1 }], unknown), UserError);
  },

  async "a model that cannot be kept whole is refused, and its run cannot finish"(bench) {
    const names = ["", " ", "a/b", "a:b", "a.b", "a%b", "a'b", 'a"b'];
    const wrongs: Partial<NewModel>[] = [
      ...names.map((name) => ({ name })),
      { params: { "a#b": 1 } },
      { tags: { "a#b": "1" } },
      { files: () => ({ "../MLmodel": "x" }) },
    ];
    for (const wrong of wrongs) {
      const run = await bench.startRun();
      await assert.rejects(() => run.logModel({ ...model, ...wrong }), UserError);
      await assert.rejects(() => run.end("FINISHED"), UserError);
      assert.equal((await bench.tracker.readRun(run.id)).status, "FAILED");
    }
    await assert.rejects(() => bench.tracker.readModel("m-0"), UserError);
    await assert.rejects(() => bench.tracker.listModelFiles("m-0"), UserError);
  },

  async "the end waits for what nobody awaited"({ tracker, startRun, nowMs }) {
    const run = await startRun();
    run.logParams({ a: 1 });
    run.logMetrics([{ name: "m", value: 1 }]);
    run.setTags({ t: "1" });
    run.logArtifact("a.txt", "a");
    await run.end("FINISHED");
    const { status, endTimeMs, params, metrics, tags } = await tracker.readRun(run.id);
    assert.deepEqual([status, endTimeMs], ["FINISHED", nowMs()]);
    assert.deepEqual([params.a, metrics.m, tags.t], ["1", 1, "1"]);
    assert.deepEqual(await tracker.listArtifacts(run.id), ["a.txt"]);
  },

  async "a failure that nobody awaited keeps the run from finishing"({ tracker, startRun }) {
    const run = await startRun();
    run.logMetrics([{ name: "a#b", value: 1 }]);
    run.logParams({ "c#d": 1 });
    await assert.rejects(() => run.end("FINISHED"), /'a#b'/);
    assert.equal((await tracker.readRun(run.id)).status, "FAILED");
    await run.end("FINISHED");
    assert.equal((await tracker.readRun(run.id)).status, "FAILED");
  },

  async "a second end changes nothing, and nothing can be logged after the first"(bench) {
    for (const status of ["FINISHED", "FAILED", "KILLED"] as const) {
      const run = await bench.startRun();
      await Promise.all([run.end(status), run.end("KILLED")]);
      const ended = plain(await bench.tracker.readRun(run.id));
      await run.end("FAILED");
      assert.equal(ended.status, status);
      assert.deepEqual(plain(await bench.tracker.readRun(run.id)), ended);
      await assert.rejects(() => run.logParams({ late: 1 }), /has ended/);
      await assert.rejects(() => run.logArtifact("late.txt", ""), /has ended/);
    }
  },

  async "an unknown run cannot be read"({ tracker }) {
    await assert.rejects(() => tracker.readRun("nosuchrun"), UserError);
    await assert.rejects(() => tracker.listArtifacts("nosuchrun"), UserError);
    await assert.rejects(() => tracker.readArtifact("nosuchrun", "a"), UserError);
    assert.deepEqual(await tracker.readMetricHistory("nosuchrun", "auc"), []);
  },

  async "a run goes on where it was left, and keeps what it has"({ tracker, startRun }) {
    const first = await startRun("left");
    await first.logParams({ depth: 3 });
    await first.logMetrics([{ name: "auc", value: 0.5, step: 0 }]);
    await first.end("KILLED");
    const again = await tracker.continueRun(first.id);
    const { status, tags } = await tracker.readRun(first.id);
    assert.deepEqual([status, tags["process.session"]], ["RUNNING", origin.session]);
    await again.logParams({ depth: 3, width: 2 });
    await again.logMetrics([{ name: "auc", value: 0.75, step: 1 }]);
    await again.logArtifact("note.txt", "more");
    await assert.rejects(() => again.logParams({ depth: 4 }), /is '3' already/);
    await assert.rejects(() => again.end("FINISHED"), /is '3' already/);
    const ended = await tracker.readRun(first.id);
    assert.deepEqual([ended.id, ended.name, ended.status], [first.id, "left", "FAILED"]);
    assert.deepEqual(ended.params, { depth: "3", width: "2" });
    assert.deepEqual((await tracker.readMetricHistory(first.id, "auc")).map(({ value }) => value), [
      0.5,
      0.75,
    ]);
    await assert.rejects(() => tracker.continueRun("0".repeat(32)), UserError);
  },

  async "runs are found by their status"({ tracker, experiment, startRun }) {
    const [finished, running] = [await startRun(), await startRun()];
    await finished.end("FINISHED");
    const search = async (status: "RUNNING" | "FINISHED" | "KILLED") =>
      (await tracker.searchRuns(experiment, { status })).map(({ id }) => id);
    assert.deepEqual(await search("RUNNING"), [running.id]);
    assert.deepEqual(await search("FINISHED"), [finished.id]);
    assert.deepEqual(await search("KILLED"), []);
  },

  async "runs are found by their tags, newest first"({ tracker, experiment }) {
    const awkward = `it's "50%" \\ \`x\``;
    const tagSets = [{ kind: "a" }, { kind: "b", note: awkward }, { kind: "a", "x.y": "ü" }];
    const ids: string[] = [];
    for (const tags of tagSets) {
      ids.push((await tracker.startRun({ experiment, name: "run", tags })).id);
    }
    const [first, second, third] = ids;
    const search = async (options?: Parameters<Tracker["searchRuns"]>[1]) =>
      (await tracker.searchRuns(experiment, options)).map(({ id }) => id);
    assert.deepEqual(await search(), [third, second, first]);
    assert.deepEqual(await search({ tags: { kind: "a" } }), [third, first]);
    assert.deepEqual(await search({ tags: { kind: "a", "x.y": "ü" } }), [third]);
    assert.deepEqual(await search({ tags: { note: awkward } }), [second]);
    assert.deepEqual(await search({ tags: { kind: "A" } }), []);
    assert.deepEqual(await search({ maxResults: 2 }), [third, second]);
    const other = await tracker.experiment(`other ${crypto.randomUUID()}`);
    assert.deepEqual(await tracker.searchRuns(other), []);
  },
};

/** Only what the port promises, free of classes and of what an implementation adds. */
function plain<T>(value: T): T;
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  const { id, name, status, startTimeMs, endTimeMs, params, metrics, tags, datasets } =
    value as Record<string, unknown>;
  return { id, name, status, startTimeMs, endTimeMs, params, metrics, tags, datasets };
}
