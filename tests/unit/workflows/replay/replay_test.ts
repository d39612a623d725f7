import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { buildReference } from "@/drift/reference.ts";
import { UserError } from "@/errors.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { TrainedVersion } from "@/workflows/monitor/ports.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import { silentProgress } from "@/workflows/progress.ts";
import type { Candidate, ChangedAnswer } from "@/workflows/replay/ports.ts";
import { replay } from "@/workflows/replay/replay.ts";
import { answersTo, labelsFor } from "../../../monitor_traffic.ts";
import { parseCohort } from "../../data/synthetic/cohort.ts";

const startMs = Date.parse("2026-11-20T00:00:00Z");
const trainedOn = parseCohort({ rowCount: 400, seed: 3 }).dataset;
const { rows: raws, labels } = parseCohort({ rowCount: 300, seed: 11 }).dataset;

/** A version; `rowCount` training rows make different ones. */
function version(rowCount: number, kind: "logistic" | "dummy" = "logistic"): TrainedVersion {
  const rows = trainedOn.rows.slice(0, rowCount);
  const known = trainedOn.labels.slice(0, rowCount);
  const pipeline = fitPipeline(defaultRecipe(kind, 1), { rows, labels: known }, heartSchema);
  const probabilities = predictProba(pipeline, rows);
  const source = { rows, labels: known, probabilities, heldOutProbabilities: probabilities };
  return { pipeline, reference: buildReference(heartSchema, source, createRandom(1)) };
}

const served = version(400);
const other = version(40);

/** A log of answers by versions, oldest first. */
async function logOf(...versions: readonly { name: string; pipeline: Candidate["pipeline"] }[]) {
  const { journal, log } = createMemoryLog(heartSchema);
  const records = versions.flatMap(({ name, pipeline }, day) =>
    answersTo(raws, {
      ...{ name: "Forest", version: name, pipeline },
      startMs: startMs + 86_400_000 * day,
    })
  );
  await journal.predictions(records);
  return { journal, log, records };
}

async function replayed(
  log: Awaited<ReturnType<typeof logOf>>["log"],
  candidate: Candidate,
  window: WindowChoice = { kind: "all" },
) {
  const changes: ChangedAnswer[] = [];
  const found = await replay({ schema: heartSchema, candidate, window }, {
    log,
    loadVersion: ({ version }) =>
      version === "1" ? Promise.resolve(served) : Promise.reject(new UserError("It is gone.")),
    keepChanges: (found) => Promise.resolve(void changes.push(...found)),
    random: createRandom(42),
    progress: silentProgress,
    signal: new AbortController().signal,
  });
  return { ...found, changes };
}

Deno.test("replaying the version that answered changes nothing", async () => {
  const { log, journal, records } = await logOf({ name: "1", pipeline: served.pipeline });
  for (const record of labelsFor(records, labels)) await journal.feedback(record);
  const { versions: [one], changes, damagedCount } = await replayed(log, served);
  assert.deepEqual(one.changes, { answerCount: 300, toDiseaseCount: 0, toHealthyCount: 0 });
  assert.deepEqual(one.probability, { mean: 0, median: 0, p95: 0, p99: 0, greatest: 0 });
  assert.deepEqual([changes, damagedCount, one.problem], [[], 0, undefined]);
  assert.deepEqual(one.estimated.after, one.estimated.before);
  assert.deepEqual(one.realised?.after, one.realised?.before);
  assert.deepEqual([one.realised?.mendedCount, one.realised?.spoiledCount], [0, 0]);
  assert.deepEqual(one.realised?.aucDifference.difference, 0);
});

Deno.test("what changes under another version is what that version would have answered", async () => {
  const { log, journal, records } = await logOf({ name: "1", pipeline: served.pipeline });
  for (const record of labelsFor(records, labels)) await journal.feedback(record);
  const { versions: [one], changes, ...read } = await replayed(log, other);
  const after = predictProba(other.pipeline, raws);
  const called = [...after].map((probability) => probability >= 0.5 ? 1 : 0);
  const expected = records.flatMap(({ requestId, answer: { prediction, probability } }, index) =>
    prediction === called[index] ? [] : [{
      requestId,
      version: "1",
      before: { prediction, probability },
      after: { prediction: called[index], probability: after[index] },
    }]
  );
  assert(expected.length > 5, "the versions differ");
  assert.deepEqual(changes, expected);
  const toDisease = expected.filter(({ after }) => after.prediction === 1).length;
  assert.deepEqual(one.changes, {
    answerCount: 300,
    toDiseaseCount: toDisease,
    toHealthyCount: expected.length - toDisease,
  });
  for (const column of ["age", "sex"]) {
    const slices = one.slices.filter((slice) => slice.column === column);
    const sum = (of: (slice: typeof slices[number]) => number) =>
      slices.reduce((sum, slice) => sum + of(slice), 0);
    assert.equal(sum(({ answerCount }) => answerCount), 300);
    assert.equal(sum(({ toDiseaseCount }) => toDiseaseCount), toDisease);
  }
  const moves = records.map(({ answer }, index) => after[index] - answer.probability);
  const greatest = Math.max(...moves.map(Math.abs));
  assert(Math.abs(one.probability.mean - moves.reduce((a, b) => a + b, 0) / 300) < 1e-12);
  assert.equal(one.probability.greatest, greatest);
  assert(one.probability.p99 <= greatest);
  const rightCount = called.filter((call, index) => call === labels[index]).length;
  assert.equal(one.realised?.after.accuracy, rightCount / 300);
  const { mendedCount, spoiledCount } = one.realised!;
  assert.equal(mendedCount + spoiledCount, expected.length);
  assert.equal(read.firstAt, "2026-11-20T00:00:00.000Z");
});

Deno.test("bands of age come in their order", async () => {
  const { log } = await logOf({ name: "1", pipeline: served.pipeline });
  const { versions: [{ slices }] } = await replayed(log, other);
  assert.deepEqual(slices.map(({ label }) => label), [
    "< 45 years",
    "45–54 years",
    "55–64 years",
    "≥ 65 years",
    "Female",
    "Male",
  ]);
});

Deno.test("each version that answered is compared for itself, and one that is gone in part", async () => {
  const { log } = await logOf(
    { name: "1", pipeline: served.pipeline },
    { name: "gone", pipeline: other.pipeline },
  );
  const { versions } = await replayed(log, other);
  const [first, second] = versions;
  assert.deepEqual(versions.map(({ model }) => model.version), ["1", "gone"]);
  assert.deepEqual([second.problem, second.estimated.before], ["It is gone.", undefined]);
  assert.deepEqual(second.changes, { answerCount: 300, toDiseaseCount: 0, toHealthyCount: 0 });
  assert(second.estimated.after !== undefined);
  assert(first.changes.toDiseaseCount + first.changes.toHealthyCount > 0);
});

Deno.test("a window leaves out what was before it", async () => {
  const { log } = await logOf(
    { name: "1", pipeline: served.pipeline },
    { name: "1", pipeline: served.pipeline },
  );
  const sinceMs = startMs + 86_400_000 + 200_000;
  const { versions: [{ changes }] } = await replayed(log, served, { kind: "since", sinceMs });
  assert.equal(changes.answerCount, 100);
  const nothing = await replayed(log, served, { kind: "since", sinceMs: Date.parse("2030-01-01") });
  assert.deepEqual(nothing.versions, []);
});

Deno.test("rows that no server would have written are counted apart", async () => {
  const { log, journal } = await logOf();
  const [sound] = answersTo(raws.slice(0, 1), {
    ...{ name: "Forest", version: "1", pipeline: served.pipeline, startMs },
  });
  await journal.predictions([
    sound,
    { ...sound, inputs: { ...sound.inputs, age: "old" } },
    { ...sound, answer: { ...sound.answer, probability: 7 } },
  ]);
  const { versions: [{ changes }], damagedCount } = await replayed(log, served);
  assert.deepEqual([changes.answerCount, damagedCount], [1, 2]);
});

Deno.test("a candidate without a reference is compared, but not estimated", async () => {
  const { log } = await logOf({ name: "1", pipeline: served.pipeline });
  const { pipeline } = version(400, "dummy");
  const { versions: [{ estimated, changes }] } = await replayed(log, {
    pipeline,
    reference: undefined,
  });
  assert(estimated.before !== undefined && estimated.after === undefined);
  assert(changes.toDiseaseCount > 0 && changes.toHealthyCount === 0);
});
