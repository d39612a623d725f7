// deno-lint-ignore-file no-explicit-any -- answers, as JSON
/** MLflow's scoring protocol and the Open Inference Protocol give the same answers. */
import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { exampleRow } from "../../example_row.ts";
import { fetchedModel } from "../../fetched_models.ts";
import { expectedAnswers, refusedTables, rowsOf, type Table, tables } from "../model/tables.ts";
import { readLog } from "../../read_log.ts";
import { type TestService, withService } from "./running_service.ts";

const second = { age: 61, sex: "Female", cp: "4", chol: null, thal: "7.0" };
const rows = [exampleRow, second];
const model = serveModel(fetchedModel(), heartSchema);

/** The first rows of a table. */
const columnsOf = ({ columns }: Table, rowCount: number) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, cells]) => [name, cells.slice(0, rowCount)]),
  );

const columns = heartSchema.features.map(({ name }) => name);
const cellsOf = (name: string) => rows.map((row) => (row as any)[name] ?? null);

async function ask({ post }: TestService, path: string, body: unknown) {
  const response = await post(path, body);
  return { status: response.status, body: await response.json() as any };
}

/** What `/predict` says of both rows, as MLflow's server words it. */
async function expectedOf(service: TestService) {
  const answers = await Promise.all(rows.map((row) => ask(service, "/predict", row)));
  return answers.map(({ body: { prediction, probability } }) => ({ prediction, probability }));
}

Deno.test("every form of a table is answered as /predict answers its rows", async () => {
  await withService(async (service) => {
    const predictions = await expectedOf(service);
    const byColumn = Object.fromEntries(columns.map((name) => [name, cellsOf(name)]));
    const split = { columns, data: rows.map((_, at) => columns.map((name) => cellsOf(name)[at])) };
    const forms = [
      { dataframe_split: split },
      { dataframe_split: { ...split, index: [4, 5] } },
      { dataframe_records: rows },
      { instances: rows },
      { instances: byColumn },
      { inputs: rows },
      { inputs: byColumn },
    ];
    for (const form of forms) {
      const { status, body } = await ask(service, "/invocations", form);
      assert.equal(status, 200, JSON.stringify(form));
      assert.deepEqual(body, { predictions });
    }
    const { rows: logged } = await readLog(service.log.predictions);
    assert.equal(logged.length, rows.length * (1 + forms.length));
  });
});

Deno.test("a row that cannot be used is -1, as the model's loader gives it; its site is ignored", async () => {
  await withService(async (service) => {
    const [prediction] = await expectedOf(service);
    const { body } = await ask(service, "/invocations", {
      dataframe_records: [{ age: 999 }, { ...exampleRow, dataset: "Cleveland", id: 1 }],
    });
    assert.deepEqual(body.predictions, [{ prediction: -1, probability: null }, prediction]);
    const { body: none } = await ask(service, "/invocations", { dataframe_records: [] });
    assert.deepEqual(none, { predictions: [] });
  });
});

Deno.test("what the model answers behind mlflow models serve, it answers here, bit by bit", async () => {
  await withService(async (service) => {
    for (const [title, table] of Object.entries(tables)) {
      const records = rowsOf(table).slice(0, 10_000);
      const { prediction, probability } = expectedAnswers(model.pipeline, {
        ...table,
        columns: columnsOf(table, records.length),
      });
      const { status, body } = await ask(service, "/invocations", { dataframe_records: records });
      assert.equal(status, 200, title);
      assert.deepEqual(
        body.predictions,
        records.map((_, at) => ({ prediction: prediction[at], probability: probability[at] })),
        title,
      );
    }
  });
});

Deno.test("a table that the model's loader refuses is refused whole", async () => {
  await withService(async (service) => {
    for (const { table } of refusedTables) {
      const request = { dataframe_records: rowsOf(table) };
      const { status, body } = await ask(service, "/invocations", request);
      assert.equal(status, 400);
      assert.match(body.detail, /^(No column is one of age, sex|Row \d, column \w+: expected)/);
    }
    assert.deepEqual((await readLog(service.log.predictions)).rows, []);
  });
});

Deno.test("what is no table, and too long a one, are refused", async () => {
  await withService(async (service) => {
    const odd = [{}, { instances: [1, 2] }, { inputs: [[1]] }, {
      dataframe_split: { data: [[1]] },
    }];
    for (const body of odd) assert.equal((await ask(service, "/invocations", body)).status, 400);
    const long = { instances: Array(10_001).fill({}) };
    assert.equal((await ask(service, "/invocations", long)).status, 413);
  });
});

Deno.test("MLflow's clients find /ping and /version", async () => {
  await withService(async ({ url }) => {
    const ping = await fetch(`${url}/ping`);
    assert.deepEqual([ping.status, await ping.text()], [200, "\n"]);
    assert.match(await (await fetch(`${url}/version`)).text(), /^3\.\d+\.\d+$/);
  });
});

const tensor = (name: string, data: unknown[]) => ({
  name,
  shape: [data.length],
  datatype: typeof data[0] === "number" ? "FP64" : "BYTES",
  data,
});

Deno.test("tensors are answered as /predict answers their rows, flat or in columns", async () => {
  await withService(async (service) => {
    const expected = await expectedOf(service);
    const paths = ["/v2/models/Model/infer", "/v2/models/Model/versions/3/infer"];
    const bodies = [
      { id: "mine", inputs: columns.map((name) => tensor(name, cellsOf(name))) },
      { id: "mine", inputs: columns.map((name) => tensor(name, cellsOf(name).map((x) => [x]))) },
    ];
    for (const path of paths) {
      for (const request of bodies) {
        const { status, body } = await ask(service, path, request);
        assert.equal(status, 200);
        assert.deepEqual(body, {
          model_name: "Model",
          model_version: "3",
          id: "mine",
          outputs: [
            {
              name: "prediction",
              datatype: "INT64",
              shape: [2],
              data: expected.map(({ prediction }) => prediction),
            },
            {
              name: "probability",
              datatype: "FP64",
              shape: [2],
              data: expected.map(({ probability }) => probability),
            },
          ],
        });
      }
    }
  });
});

Deno.test("wrong cells of tensors are told by their place, and nothing is answered then", async () => {
  await withService(async (service) => {
    const inputs = [
      tensor("sex", ["1", "0", "1"]),
      tensor("age", [50, "old", 60]),
      tensor("site", ["a", "b", "c"]),
    ];
    const { status, body } = await ask(service, "/v2/models/Model/infer", { inputs });
    assert.equal(status, 422);
    assert.deepEqual(body.errors.map(({ pointer }: any) => pointer), [
      "#/inputs/2/data/0",
      "#/inputs/1/data/1",
      "#/inputs/2/data/1",
      "#/inputs/2/data/2",
    ]);
    assert.deepEqual((await readLog(service.log.predictions)).rows, []);
    const odd = [
      {},
      { inputs: {} },
      { inputs: [{ name: "age" }] },
      { inputs: [tensor("age", [1]), tensor("sex", ["1", "0"])] },
      { inputs: [tensor("age", [1]), tensor("age", [2])] },
    ];
    for (const request of odd) {
      assert.equal((await ask(service, "/v2/models/Model/infer", request)).status, 400);
    }
  });
});

Deno.test("the Open Inference Protocol tells the model and its health; there is no other model", async () => {
  await withService(async ({ url }) => {
    const get = async (path: string) => {
      const response = await fetch(url + path);
      return { status: response.status, body: await response.json() as any };
    };
    assert.deepEqual((await get("/v2/health/live")).body, { live: true });
    assert.deepEqual((await get("/v2/health/ready")).body, { ready: true });
    assert.deepEqual((await get("/v2/models/Model/ready")).body, { ready: true });
    assert.equal((await get("/v2")).body.name, "heart");
    const { body } = await get("/v2/models/Model/versions/3");
    assert.deepEqual(body.inputs.map(({ name }: any) => name), columns);
    assert.deepEqual(body.versions, ["3"]);
    for (
      const path of ["/v2/models/Other", "/v2/models/Model/versions/2/ready", "/v2/models/%E0"]
    ) {
      assert.equal((await get(path)).status, 404);
    }
  });
});
