import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";
import type { Journal } from "@/workflows/serve/journal.ts";
import {
  createPredictor,
  LogUnavailable,
  type PredictionRequest,
  type PredictorPorts,
} from "@/workflows/serve/predictor.ts";
import { type ServedModel, serveModel } from "@/workflows/serve/served_model.ts";
import { exampleRow } from "../../../example_row.ts";
import { fetchedModel } from "../../../fetched_models.ts";
import { readLog } from "../../../read_log.ts";

const [third, fourth] = ["3", "4"].map((version) => serveModel(fetchedModel(version), heartSchema));

const broken = () => Promise.reject(new Error("The disk is full."));

/** A predictor over a log in memory, with what happened beside the answers in order. */
function makePredictor(
  { journal: changes = {}, shadow, isLogOptional = false }: {
    journal?: Partial<Journal>;
    shadow?: ServedModel;
    isLogOptional?: boolean;
  } = {},
) {
  const { log, journal } = createMemoryLog(heartSchema);
  const happened: string[] = [];
  const postponed: (() => void)[] = [];
  const keeperOf = (current: ServedModel) => ({
    current,
    isFromCache: false,
    problem: undefined,
    check: () => Promise.resolve("unchanged" as const),
  });
  const ports: PredictorPorts = {
    schema: heartSchema,
    keeper: keeperOf(third),
    shadow: shadow && keeperOf(shadow),
    journal: { ...journal, ...changes },
    isLogOptional,
    now: () => 1500,
    later: (work) => void postponed.push(work),
    arrivals: () => Promise.resolve(),
    events: {
      predicted: (answers) => void happened.push(`predicted ${answers.length}`),
      rejected: () => void happened.push("rejected"),
      logged: () => void happened.push("logged"),
      logFailed: (_, kind) => void happened.push(`${kind} failed`),
    },
  };
  const read = async (part: keyof typeof log, ...columns: string[]) => {
    const { columns: names } = log[part];
    const { rows } = await readLog(log[part]);
    return rows.map((row) => columns.map((column) => row[names.indexOf(column)]));
  };
  return { predictor: createPredictor(ports), happened, postponed, read };
}

function request(overrides: Partial<PredictionRequest> = {}): PredictionRequest {
  return {
    requestId: "r1",
    startedMs: 1000,
    rows: [exampleRow],
    unknownFields: "refuse",
    isAllOrNothing: true,
    ...overrides,
  };
}

Deno.test("an answer is the model's, and is in the log as it came and went", async () => {
  const { predictor, happened, read } = makePredictor();
  const { model, outcomes: [outcome] } = await predictor.predict(request());
  assert.ok(!isRefusal(outcome));
  assert.equal(model, third);
  assert.deepEqual(outcome.requestId, "r1");
  assert.ok(outcome.probability > 0 && outcome.probability < 1);
  const columns = ["timestamp", "request_id", "model_version", "age", "cp", "probability"];
  assert.deepEqual(await read("predictions", ...columns, "latency_ms"), [[
    "1970-01-01T00:00:01.000Z",
    "r1",
    "3",
    "50",
    "2",
    String(outcome.probability),
    "500.000",
  ]]);
  assert.deepEqual(happened, ["logged", "predicted 1"]);
});

Deno.test("nothing is answered before it is in the log", async () => {
  const written = Promise.withResolvers<void>();
  const { predictor } = makePredictor({ journal: { predictions: () => written.promise } });
  let isAnswered = false;
  const answer = predictor.predict(request()).then(() => isAnswered = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(isAnswered, false);
  written.resolve();
  await answer;
});

Deno.test("requests of one moment are one write, and each has its own answer", async () => {
  const writes: number[] = [];
  const { predictor } = makePredictor({
    journal: {
      predictions(records) {
        writes.push(records.length);
        return Promise.resolve();
      },
    },
  });
  const ages = [30, 45, 60, 75];
  const together = await Promise.all(
    ages.map((age) => predictor.predict(request({ rows: [{ age }], requestId: `r${age}` }))),
  );
  assert.deepEqual(writes, [4]);
  for (const [at, { outcomes }] of together.entries()) {
    const { outcomes: alone } = await predictor.predict(
      request({ rows: [{ age: ages[at] }], requestId: `r${ages[at]}` }),
    );
    assert.deepEqual(outcomes, alone);
  }
});

Deno.test("without a log there is no answer, unless the log is optional", async () => {
  const strict = makePredictor({ journal: { predictions: broken, feedback: broken } });
  await assert.rejects(strict.predictor.predict(request()), LogUnavailable);
  await assert.rejects(strict.predictor.feedback("r1", 1), LogUnavailable);
  assert.deepEqual(strict.happened, ["predictions failed", "others failed"]);

  const lenient = makePredictor({ journal: { predictions: broken }, isLogOptional: true });
  const { outcomes } = await lenient.predictor.predict(request());
  assert.ok(!isRefusal(outcomes[0]));
  assert.deepEqual(lenient.happened, ["predictions failed", "predicted 1"]);
});

Deno.test("the log is tried without a prediction, and never throws", async () => {
  const sound = makePredictor();
  await sound.predictor.tryLog();
  assert.deepEqual(sound.happened, ["logged"]);
  assert.deepEqual(await sound.read("predictions", "request_id"), []);
  const failing = makePredictor({ journal: { predictions: broken } });
  await failing.predictor.tryLog();
  assert.deepEqual(failing.happened, ["predictions failed"]);
});

const mixed = [exampleRow, { age: "old", x: 1 }, { ...exampleRow, age: 70 }, { sex: [] }];

Deno.test("a refused row of several has its faults in its place, and the others their answers", async () => {
  const { predictor, happened, read } = makePredictor();
  const { outcomes } = await predictor.predict(request({ rows: mixed, isAllOrNothing: false }));
  assert.deepEqual(outcomes.map(({ requestId }) => requestId), ["r1#0", "r1#1", "r1#2", "r1#3"]);
  assert.deepEqual(outcomes.map(isRefusal), [false, true, false, true]);
  const [, second] = outcomes;
  assert.ok(isRefusal(second));
  assert.deepEqual(second.faults.map(({ field }) => field), ["age", "x"]);
  assert.deepEqual(await read("predictions", "request_id"), [["r1#0"], ["r1#2"]]);
  assert.deepEqual(await read("rejections", "request_id", "field"), [
    ["r1#1", "age"],
    ["r1#1", "x"],
    ["r1#3", "sex"],
  ]);
  assert.deepEqual(happened, ["rejected", "rejected", "logged", "predicted 2"]);
});

Deno.test("where it is all or nothing, nothing is answered, and faults stay in their rows", async () => {
  const { predictor, read } = makePredictor();
  const { outcomes } = await predictor.predict(request({ rows: mixed }));
  assert.deepEqual(
    outcomes.map((outcome) => isRefusal(outcome) && outcome.faults.map(({ field }) => field)),
    [[], ["age", "x"], [], ["sex"]],
  );
  assert.deepEqual(await read("predictions", "request_id"), []);
});

Deno.test("a table without rows has an answer without rows", async () => {
  const { predictor } = makePredictor();
  assert.deepEqual((await predictor.predict(request({ rows: [] }))).outcomes, []);
});

Deno.test("a refusal is answered also when it cannot be logged", async () => {
  const { predictor, happened } = makePredictor({ journal: { rejection: broken } });
  const { outcomes } = await predictor.predict(request({ rows: [{ age: "old" }] }));
  assert.ok(isRefusal(outcomes[0]));
  assert.deepEqual(happened, ["rejected", "others failed"]);
});

Deno.test("a shadow answers after the answer has gone, in a log of its own", async () => {
  const { predictor, postponed, read } = makePredictor({ shadow: fourth });
  await predictor.predict(request({ rows: mixed, isAllOrNothing: false }));
  assert.deepEqual(await read("shadows", "request_id"), []);
  assert.equal(postponed.length, 1);
  postponed[0]();
  const shadows = await read("shadows", "request_id", "model_version", "age");
  assert.deepEqual(shadows, [["r1#0", "4", "50"], ["r1#2", "4", "70"]]);
  const versions = await read("predictions", "model_version");
  assert.deepEqual(versions, [["3"], ["3"]]);
});

Deno.test("a shadow that cannot be logged changes no answer", async () => {
  const { predictor, postponed, happened } = makePredictor({
    shadow: fourth,
    journal: { shadows: broken },
  });
  await predictor.predict(request());
  postponed[0]();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual(happened, ["logged", "predicted 1", "others failed"]);
});

Deno.test("feedback is kept with its time", async () => {
  const { predictor, read } = makePredictor();
  await predictor.feedback("r1#2", 1);
  assert.deepEqual(await read("feedback", "timestamp", "request_id", "label"), [
    ["1970-01-01T00:00:01.500Z", "r1#2", "1"],
  ]);
});
