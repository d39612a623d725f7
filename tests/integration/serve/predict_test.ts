// deno-lint-ignore-file no-explicit-any -- answers, as JSON
/** What the service answers to those who ask for predictions in its own way. */
import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { isRefusal, readPatient } from "@/workflows/serve/answer.ts";
import { exampleRow } from "../../example_row.ts";
import { fakeSource } from "../../fake_source.ts";
import { fetchedModel } from "../../fetched_models.ts";
import { readLog } from "../../read_log.ts";
import { type TestService, withService } from "./running_service.ts";

const model = serveModel(fetchedModel(), heartSchema);

function probabilityOf(raw: Record<string, unknown>): number {
  const patient = readPatient(heartSchema, raw, "refuse");
  assert.ok(!isRefusal(patient));
  return model.score([patient.row])[0];
}

async function ask({ post }: TestService, body: unknown, path = "/predict") {
  const response = await post(path, body);
  return { status: response.status, body: await response.json() as any };
}

Deno.test("the example of all documents is answered as it is, and logged as it came", async () => {
  await withService(async (service) => {
    const { status, body } = await ask(service, exampleRow);
    const probability = probabilityOf(exampleRow);
    assert.equal(status, 200);
    assert.deepEqual({ ...body, request_id: "", warnings: [] }, {
      prediction: probability >= 0.45 ? 1 : 0,
      label: probability >= 0.45 ? "Disease" : "No disease",
      probability,
      warnings: [],
      threshold: 0.45,
      model_name: "Model",
      model_version: "3",
      run_id: "run-3",
      request_id: "",
    });
    const { predictions } = service.log;
    const { rows: [row] } = await readLog(predictions);
    const logged = Object.fromEntries(predictions.columns.map((name, at) => [name, row[at]]));
    for (const [name, value] of Object.entries(exampleRow)) {
      assert.equal(logged[name], String(value));
    }
    assert.equal(logged["request_id"], body.request_id);
    assert.equal(logged["probability"], String(probability));
  });
});

Deno.test("codes, labels, numbers as text, nulls and absences give the same answers", async () => {
  const { chol: _, ca: __, ...rest } = exampleRow;
  const same = [
    [{ ...exampleRow, sex: "Male", cp: "atypical angina", thal: "normal" }, exampleRow],
    [{ ...exampleRow, age: "50", oldpeak: "1", sex: 1, exang: false }, exampleRow],
    [{ ...rest, chol: null, ca: "" }, rest],
    [{ ...rest, chol: 0, ca: "NA" }, rest],
  ];
  await withService(async (service) => {
    for (const [one, other] of same) {
      const answers = [await ask(service, one), await ask(service, other)];
      const [first, second] = answers.map(({ body }) => body.probability);
      assert.equal(first, second);
      assert.equal(first, probabilityOf(other));
    }
    const { body } = await ask(service, {});
    assert.equal(body.warnings.length, heartSchema.features.length);
  });
});

Deno.test("every wrong field is told at once, with a pointer to it", async () => {
  await withService(async (service) => {
    const { status, body } = await ask(service, { age: "old", ca: 9, cp: [], "a/b ü": 1 });
    assert.equal(status, 422);
    assert.deepEqual(body.errors.map(({ pointer }: any) => pointer), [
      "#/age",
      "#/ca",
      "#/cp",
      "#/a~1b%20%C3%BC",
    ]);
    const { rows } = await readLog(service.log.rejections);
    assert.deepEqual(rows.map(([, id, field]) => [id, field]), [
      [body.request_id, "age"],
      [body.request_id, "ca"],
      [body.request_id, "cp"],
      [body.request_id, "a/b ü"],
    ]);
  });
});

Deno.test("a batch answers row by row, and a row that cannot be used has its errors there", async () => {
  const rows = [exampleRow, { age: "old", x: 1 }, {}, { cp: {} }];
  await withService(async (service) => {
    const { status, body } = await ask(service, { rows }, "/predict/batch");
    assert.equal(status, 200);
    assert.equal(body.rejected, 2);
    assert.equal(body.model_version, "3");
    const [first, second, third, last] = body.predictions;
    assert.equal(first.probability, probabilityOf(exampleRow));
    assert.equal(third.probability, probabilityOf({}));
    assert.deepEqual(second.errors.map(({ pointer }: any) => pointer), [
      "#/rows/1/age",
      "#/rows/1/x",
    ]);
    assert.deepEqual(last.errors.map(({ pointer }: any) => pointer), ["#/rows/3/cp"]);
    const ids = body.predictions.map(({ request_id }: any) => request_id);
    assert.deepEqual(ids, [0, 1, 2, 3].map((at) => `${body.request_id}#${at}`));
    const logged = await readLog(service.log.predictions);
    assert.deepEqual(logged.rows.map(([, id]) => id), [ids[0], ids[2]]);
  });
});

Deno.test("a batch has 1 to 10,000 rows, all of them objects, and no other field", async () => {
  await withService(async (service) => {
    const pointersOf = async (body: unknown) => {
      const answer = await ask(service, body, "/predict/batch");
      assert.equal(answer.status, 422);
      return answer.body.errors.map(({ pointer }: any) => pointer);
    };
    assert.deepEqual(await pointersOf({}), ["#/rows"]);
    assert.deepEqual(await pointersOf({ rows: [] }), ["#/rows"]);
    assert.deepEqual(await pointersOf({ rows: [{}, null] }), ["#/rows/1"]);
    assert.deepEqual(await pointersOf({ rows: {}, row: 1 }), ["#/row", "#/rows"]);
    assert.deepEqual(await pointersOf({ rows: Array(10_001).fill({}) }), ["#/rows"]);
    const { status, body } = await ask(service, { rows: Array(10_000).fill({}) }, "/predict/batch");
    assert.equal(status, 200);
    assert.equal(body.predictions.length, 10_000);
  });
});

Deno.test("contributions sum to the score, and are sent only when asked for", async () => {
  for (const kind of ["forest", "logistic", "dummy"] as const) {
    const source = fakeSource(fetchedModel("3", kind));
    await withService(async (service) => {
      const { body } = await ask(service, exampleRow, "/predict?explain=true");
      const { scale, base_value, contributions } = body.explanation;
      const score = contributions.reduce(
        (sum: number, { contribution }: any) => sum + contribution,
        base_value,
      );
      const probability = scale === "probability" ? score : 1 / (1 + Math.exp(-score));
      assert.ok(Math.abs(probability - body.probability) < 1e-9, kind);
      const columns = contributions.map(({ column }: any) => column);
      assert.deepEqual(columns.sort(), heartSchema.features.map(({ name }) => name).sort());
      for (const path of ["/predict", "/predict?explain=false"]) {
        assert.ok(!("explanation" in (await ask(service, exampleRow, path)).body));
      }
      assert.equal((await ask(service, exampleRow, "/predict?explain=1")).status, 422);
    }, { source });
  }
});

Deno.test("feedback is kept under the request's id, and anything else is refused", async () => {
  await withService(async (service) => {
    const { body: { request_id } } = await ask(service, exampleRow);
    const { status, body } = await ask(service, { request_id, label: 1 }, "/feedback");
    assert.deepEqual([status, body], [200, { request_id, label: 1 }]);
    const { rows } = await readLog(service.log.feedback);
    assert.deepEqual(rows.map((row) => row.slice(1)), [[request_id, "1"]]);
    const refused: [unknown, string[]][] = [
      [{}, ["#/request_id", "#/label"]],
      [{ request_id, label: true }, ["#/label"]],
      [{ request_id, label: "1" }, ["#/label"]],
      [{ request_id: "=1+1", label: 0 }, ["#/request_id"]],
      [{ request_id: "x".repeat(81), label: 0 }, ["#/request_id"]],
      [{ request_id, label: 0, note: "" }, ["#/note"]],
    ];
    for (const [request, pointers] of refused) {
      const { status, body } = await ask(service, request, "/feedback");
      assert.equal(status, 422);
      assert.deepEqual(body.errors.map(({ pointer }: any) => pointer), pointers);
    }
    assert.equal((await readLog(service.log.feedback)).rows.length, 1);
  });
});
