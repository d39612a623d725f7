// deno-lint-ignore-file no-explicit-any -- answers, as JSON
/** Health, figures, the model's card, keys, limits, and what every answer carries. */
import assert from "node:assert/strict";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { jsonServiceLog } from "@/adapters/http/service_log.ts";
import { heartSchema } from "@/schema/heart.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import type { Journal } from "@/workflows/serve/journal.ts";
import { exampleRow } from "../../example_row.ts";
import { fakeSource } from "../../fake_source.ts";
import { fetchedModel } from "../../fetched_models.ts";
import { readLog } from "../../read_log.ts";
import { withService } from "./running_service.ts";

async function get(address: string, init: RequestInit = {}) {
  const response = await fetch(address, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text.trim() !== "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

const until = async (isDone: () => boolean | Promise<boolean>) => {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It did not come to that.");
};

/** A log whose predictions fail while `isBroken`. */
function breakableLog() {
  const { journal } = createMemoryLog(heartSchema);
  const state = { isBroken: false };
  const breakable: Journal = {
    ...journal,
    predictions: (records) =>
      state.isBroken
        ? Promise.reject(new Error("No space left on device"))
        : journal.predictions(records),
  };
  return { state, openJournal: () => Promise.resolve(breakable) };
}

Deno.test("a service that is well says so", async () => {
  await withService(async ({ url }) => {
    assert.deepEqual((await get(`${url}/health/live`)).body, { status: "live" });
    assert.deepEqual((await get(`${url}/health/ready`)).body, {
      status: "ready",
      model_name: "Model",
      model_version: "3",
      from_cache: false,
      problems: [],
    });
  });
});

Deno.test("without a log nothing is answered and the service is not ready, until there is one", async () => {
  const { state, openJournal } = breakableLog();
  await withService(async ({ url, post, told }) => {
    state.isBroken = true;
    for (let request = 0; request < 3; request++) {
      const refused = await post("/predict", exampleRow);
      assert.equal(refused.status, 503);
      assert.equal(refused.headers.get("retry-after"), "5");
      assert.doesNotMatch(await refused.text(), /No space/);
    }
    for (const path of ["/health/ready", "/v2/health/ready", "/v2/models/Model/ready"]) {
      assert.equal((await get(url + path)).status, 503, path);
    }
    const { body } = await get(`${url}/health/ready`);
    assert.deepEqual(body.problems, ["The prediction log cannot be written."]);
    assert.equal((await get(`${url}/health/live`)).status, 200);

    // Nobody is sent to a service that is not ready: it has to find out by itself.
    state.isBroken = false;
    assert.equal((await get(`${url}/health/ready`)).status, 200);
    assert.equal((await post("/predict", exampleRow)).status, 200);
    assert.deepEqual(told.slice(1), [
      "error: The log cannot be written: No space left on device",
      "The log can be written again.",
    ]);
  }, { openJournal });
});

Deno.test("where the log is optional, answers go out, and readiness tells", async () => {
  const { state, openJournal } = breakableLog();
  await withService(async ({ url, post, told }) => {
    state.isBroken = true;
    for (let request = 0; request < 3; request++) {
      assert.equal((await post("/predict", exampleRow)).status, 200);
    }
    const { status, body } = await get(`${url}/health/ready`);
    assert.deepEqual([status, body.status], [200, "ready"]);
    assert.deepEqual(body.problems, ["The prediction log cannot be written."]);
    assert.equal(told.filter((line) => /cannot be written/.test(line)).length, 1);
    assert.match((await get(`${url}/metrics`)).text, /^heart_log_failures_total [45]$/m);
  }, { openJournal, isLogOptional: true });
});

Deno.test("a promotion is followed, a bad one is refused, and both are told", async () => {
  const [third, fourth, fifth] = ["3", "4", "5"].map((version) => fetchedModel(version));
  const source = fakeSource(third, fourth, fifth);
  source.models.set(fourth.identity.source, { ...fourth, pipelineText: "{" });
  await withService(async ({ url, post, told }) => {
    source.found = fourth.identity.source;
    await until(async () => (await get(`${url}/health/ready`)).body.problems.length > 0);
    const ready = await get(`${url}/health/ready`);
    assert.deepEqual([ready.status, ready.body.model_version], [200, "3"]);
    assert.match(ready.body.problems[0], /models:\/Model\/4/);
    assert.match((await get(`${url}/metrics`)).text, /^heart_model_is_current 0$/m);

    source.found = fifth.identity.source;
    await until(async () => (await get(`${url}/health/ready`)).body.model_version === "5");
    assert.equal((await (await post("/predict", exampleRow)).json()).model_version, "5");
    const { text } = await get(`${url}/metrics`);
    assert.match(text, /^heart_model_checks_total\{outcome="replaced"\} 1$/m);
    assert.match(text, /^heart_model_info\{name="Model",version="5",from_cache="false"\} 1$/m);
    assert.match(told[1], /^warning: The model stays at version 3: .*models:\/Model\/4/);
    assert.equal(told[2], "The model is now version 5 of Model");
  }, { source });
});

Deno.test("a shadow answers into its own log alone, from when there is one", async () => {
  const shadowSource = fakeSource(fetchedModel("4"));
  shadowSource.found = new Error("There is no version in Staging.");
  await withService(async ({ post, log, told }) => {
    await (await post("/predict", exampleRow)).body?.cancel();
    shadowSource.found = "models:/Model/4";
    await until(() => told.includes("The shadow model is now version 4 of Model"));
    const { request_id, model_version } = await (await post("/predict", exampleRow)).json();
    assert.equal(model_version, "3");
    await until(async () => (await readLog(log.shadows)).rows.length > 0);
    const { rows } = await readLog(log.shadows);
    assert.deepEqual(rows.map(([, id, , version]) => [id, version]), [[request_id, "4"]]);
    assert.match(
      told[1] + told[0],
      /warning: The shadow model is missing: .*no version in Staging/,
    );
  }, { shadowSource });
});

Deno.test("the model is told with its card, inputs and figures", async () => {
  await withService(async ({ url }) => {
    const { body } = await get(`${url}/model`);
    const { identity, card } = fetchedModel();
    assert.equal(body.name, "Model");
    assert.equal(body.digest, identity.digest);
    assert.deepEqual(body.metrics, identity.metrics);
    assert.equal(body.card, card);
    assert.deepEqual(
      body.inputs.map(({ column }: any) => column),
      heartSchema.features.map(({ name }) => name),
    );
  });
});

Deno.test("figures count requests by path, predictions by class, and what was refused", async () => {
  await withService(async ({ url, post }) => {
    for (const row of [exampleRow, { age: "old" }, {}]) {
      await (await post("/predict", row)).body?.cancel();
    }
    await get(`${url}/no/such/path/${crypto.randomUUID()}`);
    const { text, headers } = await get(`${url}/metrics`);
    assert.match(headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^heart_requests_total\{path="\/predict",status="200"\} 2$/m);
    assert.match(text, /^heart_requests_total\{path="\/predict",status="422"\} 1$/m);
    assert.match(text, /^heart_requests_total\{path="\*",status="404"\} 1$/m);
    assert.match(text, /^heart_rejected_rows_total 1$/m);
    const classes = [...text.matchAll(/^heart_predictions_total\{prediction="\d"\} (\d)$/gm)];
    assert.equal(classes.reduce((sum, [, count]) => sum + Number(count), 0), 2);
  });
});

Deno.test("HEAD is GET without a body, other methods are told which there are", async () => {
  await withService(async ({ url }) => {
    const head = await get(`${url}/health/ready`, { method: "HEAD" });
    assert.deepEqual([head.status, head.text], [200, ""]);
    assert.equal(head.headers.get("content-type"), "application/json");
    const cases = [
      ["/predict", "GET", "POST"],
      ["/predict", "PUT", "POST"],
      [
        "/model",
        "POST",
        "GET, HEAD",
      ],
      ["/v2/models/Model/infer", "DELETE", "POST"],
      ["/docs", "POST", "GET, HEAD"],
    ];
    for (const [path, method, allow] of cases) {
      const { status, headers, body } = await get(url + path, { method });
      assert.deepEqual([status, headers.get("allow")], [405, allow], path);
      assert.equal(body.detail, `${path} takes ${allow}.`);
    }
  });
});

Deno.test("answers are for nobody else to keep, to guess at, or to read from another site", async () => {
  const origin = "https://elsewhere.example";
  await withService(async ({ url, post }) => {
    const preflight = await get(`${url}/predict`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    assert.equal(preflight.status, 405);
    for (
      const headers of [
        preflight.headers,
        (await post("/predict", {}, { origin })).headers,
        (await get(
          `${url}/nowhere`,
          { headers: { origin } },
        )).headers,
      ]
    ) {
      assert.deepEqual(
        [...headers.keys()].filter((name) => /^access-control|^server$|^x-powered/.test(name)),
        [],
      );
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
    }
  });
});

Deno.test("a request's id and trace go with it: into the answer, the log and the service's own", async () => {
  const lines: string[] = [];
  const log = jsonServiceLog((text) => Promise.resolve(void lines.push(text)), Date.now);
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  await withService(async ({ post, log: predictions }) => {
    const given = await post("/predict", exampleRow, { "x-request-id": "r-1", traceparent });
    assert.equal((await given.json()).request_id, "r-1");
    assert.equal(given.headers.get("x-request-id"), "r-1");
    assert.equal(given.headers.get("traceparent"), traceparent);
    const odd = await post("/predict", exampleRow, { "x-request-id": "a b", traceparent: "00" });
    const { request_id } = await odd.json();
    assert.match(request_id, /^[0-9a-f-]{36}$/);
    assert.equal(odd.headers.get("traceparent"), null);
    const { rows } = await readLog(predictions.predictions);
    assert.deepEqual(rows.map(([, id]) => id), ["r-1", request_id]);
    await log.flush();
    const requests = lines.join("").trim().split("\n").map((line) => JSON.parse(line))
      .filter(({ message }) => message === "request");
    assert.deepEqual(
      requests.map((
        { method, path, status, request_id, trace_id },
      ) => [method, path, status, request_id, trace_id]),
      [["POST", "/predict", 200, "r-1", traceId], ["POST", "/predict", 200, request_id, undefined]],
    );
  }, { log });
});

Deno.test("the service's own log says nothing of patients", async () => {
  const lines: string[] = [];
  const log = jsonServiceLog((text) => Promise.resolve(void lines.push(text)), Date.now);
  const secret = "41.4142135";
  await withService(async ({ url, post }) => {
    const bodies = [{ age: Number(secret) }, { age: `${secret}x` }, { [secret]: 1 }, {
      age: `9999${secret}`,
    }];
    for (const body of bodies) {
      await (await post("/predict", body)).body?.cancel();
      await (await post("/predict/batch", { rows: [body] })).body?.cancel();
      await (await post("/invocations", { dataframe_records: [body] })).body?.cancel();
    }
    await get(`${url}/predict?age=${secret}`);
    await get(`${url}/patients/${secret}`);
    const broken = `{"age": ${secret}`;
    await get(`${url}/predict`, {
      method: "POST",
      body: broken,
      headers: { "content-type": "application/json" },
    });
  }, { log });
  assert.ok(lines.join("").includes('"/predict/batch"'));
  assert.ok(!lines.join("").includes(secret));
});

Deno.test("with keys, only who has one may ask; health and documents are for all", async () => {
  const { key, line } = createKey("ada");
  await withService(async ({ url, post }) => {
    const authorization = `Bearer ${key}`;
    for (const given of [undefined, "Bearer heart_0", `Basic ${key}`]) {
      const refused = await post("/predict", {}, given ? { authorization: given } : {});
      assert.equal(refused.status, 401);
      assert.equal(refused.headers.get("www-authenticate"), "Bearer");
      assert.ok(!(await refused.text()).includes(key));
    }
    assert.equal((await post("/predict", {}, { authorization })).status, 200);
    const closed = ["/model", "/metrics", "/v2", "/v2/models/Model", "/page/model.json"];
    for (const path of closed) {
      assert.equal((await get(url + path)).status, 401, path);
      assert.equal((await get(url + path, { headers: { authorization } })).status, 200, path);
    }
    for (const path of ["/health/live", "/health/ready", "/v2/health/ready", "/ping", "/version"]) {
      assert.equal((await get(url + path)).status, 200, path);
    }
    const { body } = await get(`${url}/openapi.json`);
    assert.deepEqual(body.security, [{ bearer: [] }]);
  }, { keys: parseKeys(line, "keys") });
});

Deno.test("a caller who asks too often has to wait, health excepted, and others do not", async () => {
  const [ada, bob] = [createKey("ada"), createKey("bob")];
  const asking = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` });
  await withService(async ({ url, post }) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post("/predict", {}, asking(ada))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 15 && refused.length < 20, String(refused.length));
    assert.equal(refused[0].headers.get("retry-after"), "1");
    assert.match(refused[0].headers.get("content-type")!, /problem\+json/);
    assert.equal((await post("/predict", {}, asking(bob))).status, 200);
    assert.equal((await get(`${url}/health/ready`)).status, 200);
  }, { keys: parseKeys(`${ada.line}\n${bob.line}`, "keys"), requestsPerSecond: 3 });
});

Deno.test("a crowd at once is told to come again, and the service stays well", async () => {
  const gate = Promise.withResolvers<void>();
  const { journal } = createMemoryLog(heartSchema);
  const slow: Journal = { ...journal, predictions: () => gate.promise };
  await withService(async ({ url, post }) => {
    const refused: Response[] = [];
    const asked = Array.from({ length: 700 }, async () => {
      const answer = await post("/predict", {});
      if (answer.status === 503) refused.push(answer);
      return answer.status;
    });
    await until(() => refused.length === 700 - 512);
    assert.equal(refused[0].headers.get("retry-after"), "1");
    assert.equal((await get(`${url}/health/ready`)).status, 200);
    gate.resolve();
    const statuses = await Promise.all(asked);
    assert.equal(statuses.filter((status) => status === 200).length, 512);
    assert.equal((await post("/predict", {})).status, 200);
  }, { openJournal: () => Promise.resolve(slow) });
});

Deno.test("a defect gives a plain error, and its reason is told to whoever runs the service alone", async () => {
  const { journal } = createMemoryLog(heartSchema);
  await withService(async ({ url, told }) => {
    const { status, text } = await get(`${url}/metrics`);
    assert.equal(status, 500);
    assert.doesNotMatch(text, /gauge exploded|\.ts/);
    assert.ok(told.some((line) => /^error: Request .* failed: .*gauge exploded/.test(line)));
  }, {
    openJournal: () => Promise.resolve(journal),
    allFigures: () => Promise.reject(new Error("gauge exploded")),
  });
});
