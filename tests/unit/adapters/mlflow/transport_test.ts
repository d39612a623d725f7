import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { MlflowError } from "@/adapters/mlflow/errors.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import type { TransportOptions, TransportRequest } from "@/adapters/mlflow/transport.ts";
import { serveScript } from "./scripted_server.ts";
import type { Reply } from "./scripted_server.ts";

const get: TransportRequest = { method: "GET", path: "mlflow/runs/get", query: { run_id: "r 1" } };
const post: TransportRequest = { method: "POST", path: "mlflow/runs/create", json: { a: "ü" } };
const idempotentPost: TransportRequest = { ...post, idempotent: true };

const crash: Reply = {
  status: 500,
  body: `{"error_code": "INTERNAL_ERROR", "message": "out of\\n memory"}`,
};

/** A transport that waits for nothing and keeps what it would have waited. */
function quickTransport(options: TransportOptions) {
  const waitsMs: number[] = [];
  const sleep = (ms: number) => {
    waitsMs.push(ms);
    return Promise.resolve();
  };
  return { waitsMs, transport: createTransport({ sleep, random: () => 0.5, ...options }) };
}

/** Sends one request to a server with this script; gives what came of it. */
async function exchange(
  request: TransportRequest,
  script: Reply[],
  options: Partial<TransportOptions> = {},
) {
  await using server = serveScript(...script);
  const { transport, waitsMs } = quickTransport({ baseUrl: server.url, ...options });
  let answer: unknown;
  let error: unknown;
  try {
    answer = await transport.json(request);
  } catch (caught) {
    error = caught;
  }
  return { answer, error: error as MlflowError, waitsMs, seen: [...server.seen], url: server.url };
}

Deno.test("a call carries its query, and its answer is parsed", async () => {
  const { answer, seen } = await exchange({ ...get, query: { run_id: "r&1 ü", page: undefined } }, [
    { body: `{"run": {"id": 1}}` },
  ]);
  assert.deepEqual(answer, { run: { id: 1 } });
  assert.equal(seen[0].target, "/api/2.0/mlflow/runs/get?run_id=r%261%20%C3%BC");
});

Deno.test("a body is sent as JSON, a file as it is with its type", async () => {
  const json = await exchange(post, [{}]);
  assert.equal(json.seen[0].body, `{"a":"ü"}`);
  assert.equal(json.seen[0].headers.get("content-type"), "application/json");
  const file = { content: new TextEncoder().encode("<svg/>"), type: "image/svg+xml" };
  const { seen } = await exchange({ method: "PUT", path: "x/a%20b.svg", file }, [{ body: "" }]);
  assert.equal(seen[0].body, "<svg/>");
  assert.equal(seen[0].headers.get("content-type"), "image/svg+xml");
  assert.equal(seen[0].target, "/api/2.0/x/a%20b.svg");
});

Deno.test("an empty answer counts as an empty object", async () => {
  assert.deepEqual((await exchange(post, [{ body: "" }])).answer, {});
});

Deno.test("bytes come as they are", async () => {
  await using server = serveScript({ body: "é<not json" });
  const { transport } = quickTransport({ baseUrl: server.url });
  assert.equal(new TextDecoder().decode(await transport.bytes(get)), "é<not json");
});

Deno.test("a path prefix with a trailing slash and credentials in the address work", async () => {
  await using server = serveScript({});
  const address = server.url.replace("http://", "http://ada:p%40ss@") + "/team/mlflow/";
  const { transport } = quickTransport({ baseUrl: address });
  assert.equal(transport.baseUrl, `${server.url}/team/mlflow`);
  await transport.json(post);
  assert.equal(server.seen[0].target, "/team/mlflow/api/2.0/mlflow/runs/create");
  assert.equal(server.seen[0].headers.get("authorization"), `Basic ${btoa("ada:p@ss")}`);
});

Deno.test("a token goes before credentials in the address", async () => {
  await using server = serveScript({});
  const baseUrl = server.url.replace("http://", "http://ada:pass@");
  await quickTransport({ baseUrl, credentials: { token: "t0ken" } }).transport.json(post);
  assert.equal(server.seen[0].headers.get("authorization"), "Bearer t0ken");
});

for (const status of [408, 500, 502, 503, 504]) {
  Deno.test(`${status} is retried where a repeat is harmless, with growing waits`, async () => {
    const trouble = { ...crash, status };
    for (const request of [get, idempotentPost, { ...post, method: "PUT" } as const]) {
      const { answer, seen, waitsMs } = await exchange(request, [trouble, trouble, trouble, {}]);
      assert.deepEqual(answer, {});
      assert.equal(seen.length, 4);
      assert.deepEqual(waitsMs, [300, 600, 1200]);
    }
  });

  Deno.test(`${status} is not retried where a repeat could make a twin`, async () => {
    const { error, seen } = await exchange(post, [{ ...crash, status }, {}]);
    assert.equal(seen.length, 1);
    assert.equal(error.status, status);
    assert.equal(error.exitCode, exitCode.unavailable);
  });
}

Deno.test("the last error of many names code, message, call and number of attempts", async () => {
  const { error, seen, url } = await exchange(get, [crash]);
  assert.equal(seen.length, 5);
  assert.ok(error instanceof MlflowError && error instanceof UserError);
  assert.equal(
    error.message,
    `MLflow at ${url}, GET mlflow/runs/get: 500 INTERNAL_ERROR: out of memory (tried 5 times)`,
  );
  assert.deepEqual(
    [error.status, error.errorCode, error.method, error.path],
    [500, "INTERNAL_ERROR", "GET", "mlflow/runs/get"],
  );
});

Deno.test("a call that collided with another writer's is sent again where that is harmless", async () => {
  const message =
    "(sqlite3.IntegrityError) UNIQUE constraint failed: registered_model_aliases.name";
  const collision = { status: 400, body: JSON.stringify({ error_code: "BAD_REQUEST", message }) };
  const again = await exchange(idempotentPost, [collision, { body: "{}" }]);
  assert.deepEqual([again.answer, again.seen.length], [{}, 2]);
  const { error, seen } = await exchange(post, [collision]);
  assert.deepEqual([error.status, seen.length], [400, 1]);
});

Deno.test("429 is retried for every call, after what the server asks for", async () => {
  const later = { status: 429, headers: { "retry-after": "7" } };
  const { answer, waitsMs } = await exchange(post, [later, { status: 429 }, {}]);
  assert.deepEqual(answer, {});
  assert.deepEqual(waitsMs, [7000, 600]);
});

Deno.test("Retry-After may be a date, and is bounded", async () => {
  const at = (header: string) => ({ status: 503, headers: { "retry-after": header } });
  const now = () => Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");
  const { waitsMs } = await exchange(get, [
    at("Wed, 21 Oct 2026 07:28:09 GMT"),
    at("86400"),
    at("soon"),
    {},
  ], { now });
  assert.deepEqual(waitsMs, [9000, 30_000, 1200]);
});

Deno.test("a broken conversation is retried only where a repeat is harmless", async () => {
  for (const trouble of ["hang up", "cut off", "babble"] as const) {
    const { answer, seen } = await exchange(idempotentPost, [trouble, {}]);
    assert.deepEqual([answer, seen.length], [{}, 2], trouble);
    const { error, seen: seenOnce } = await exchange(post, [trouble, {}]);
    assert.equal(seenOnce.length, 1, trouble);
    assert.match(error.message, /the connection broke/);
    assert.equal(error.exitCode, exitCode.unavailable);
  }
});

Deno.test("JSON that ends too early is retried where a repeat is harmless", async () => {
  const { answer } = await exchange(get, [{ body: `{"run": {` }, { body: `{"run": {}}` }]);
  assert.deepEqual(answer, { run: {} });
  const { error, seen } = await exchange(post, [{ body: `{"run": {` }]);
  assert.equal(seen.length, 1);
  assert.match(error.message, /expected JSON, found '{"run": {'/);
});

Deno.test("a silent server runs into the time-out, and is asked again where harmless", async () => {
  const { answer, seen } = await exchange(get, ["stay silent", {}], { timeoutMs: 40 });
  assert.deepEqual([answer, seen.length], [{}, 2]);
  const { error, seen: seenOnce } = await exchange(post, ["stay silent"], { timeoutMs: 40 });
  assert.equal(seenOnce.length, 1);
  assert.match(error.message, /no answer within 0.04 s/);
  assert.equal(error.exitCode, exitCode.unavailable);
});

Deno.test("an unreachable server is tried again for every call, then told with a hint", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const baseUrl = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const { transport, waitsMs } = quickTransport({ baseUrl });
  await assert.rejects(() => transport.json(post), (error: MlflowError) => {
    assert.match(error.message, /cannot connect \(.*refused.*\) \(tried 5 times\)/);
    assert.match(error.hint!, /deno task mlflow --status/);
    assert.equal(error.exitCode, exitCode.unavailable);
    return true;
  });
  assert.deepEqual(waitsMs, [300, 600, 1200, 2400]);
});

for (const status of [401, 403]) {
  Deno.test(`${status} names the variables to check, once, and no secret`, async () => {
    for (const credentials of [{ token: "s3cret" }, { username: "ada", password: "s3cret" }]) {
      const echo = `no: s3cret, ${btoa("ada:s3cret")}`;
      const { error, seen } = await exchange(get, [{ status, body: echo }], { credentials });
      assert.equal(seen.length, 1);
      assert.match(error.hint!, /MLFLOW_TRACKING_TOKEN/);
      assert.doesNotMatch(`${error.message} ${error.hint} ${error.cause}`, /s3cret/);
      assert.match(error.message, /no: \*\*\*/);
    }
  });
}

Deno.test("a password in the address shows in no error", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const { transport } = quickTransport({ baseUrl: `http://ada:s3cret@127.0.0.1:${port}` });
  await assert.rejects(() => transport.json(get), (error: Error) => {
    return !Deno.inspect(error).includes("s3cret");
  });
});

Deno.test("a token that no header can carry is refused without being shown", () => {
  const make = () => createTransport({ baseUrl: "http://h", credentials: { token: "s3\ncret" } });
  assert.throws(make, (error: UserError) => {
    return error instanceof UserError && !Deno.inspect(error).includes("cret");
  });
});

Deno.test("a web page instead of an answer asks whether this is MLflow", async () => {
  const page = "<!doctype html><html><head><title>Sign in</title></head><p>token</p></html>";
  const headers = { "content-type": "text/html" };
  for (const status of [200, 404]) {
    const { error, seen } = await exchange(get, [{ status, headers, body: page }]);
    assert.equal(seen.length, 1);
    assert.match(error.message, /Sign in/);
    assert.doesNotMatch(error.message, /</);
    assert.match(error.hint!, /MLFLOW_TRACKING_URI/);
  }
  const { error } = await exchange(post, [{ status: 502, headers, body: page }]);
  assert.match(error.message, /502: Sign in/);
});

Deno.test("a redirect is not followed, and its address is told", async () => {
  const headers = { location: "https://elsewhere.example/mlflow" };
  const { error, seen } = await exchange(get, [{ status: 302, headers }]);
  assert.equal(seen.length, 1);
  assert.match(error.message, /302, it has moved to https:\/\/elsewhere.example\/mlflow/);
});

Deno.test("MLflow's own refusals are not retried and keep code and message", async () => {
  const body = `{"error_code": "RESOURCE_ALREADY_EXISTS", "message": "Experiment x exists"}`;
  const { error, seen } = await exchange(idempotentPost, [{ status: 400, body }]);
  assert.equal(seen.length, 1);
  assert.equal(error.errorCode, "RESOURCE_ALREADY_EXISTS");
  assert.match(error.message, /400 RESOURCE_ALREADY_EXISTS: Experiment x exists/);
  assert.equal(error.exitCode, exitCode.failure);
});

Deno.test("an abort ends the call that is under way, and the wait between two", async () => {
  const reason = new UserError("Interrupted.");
  await using silent = serveScript("stay silent");
  await using failing = serveScript({ status: 500 });
  for (const server of [silent, failing]) {
    const controller = new AbortController();
    const { signal } = controller;
    const transport = createTransport({ baseUrl: server.url, signal, retry: { baseDelayMs: 1e6 } });
    const call = transport.json(get);
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort(reason);
    await assert.rejects(call, reason);
    await assert.rejects(transport.json(get), reason);
  }
});

Deno.test("no more calls are under way than allowed, and all are answered", async () => {
  let underWay = 0;
  let most = 0;
  const slowFetch: typeof fetch = async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    underWay--;
    return new Response("{}");
  };
  const transport = createTransport({ baseUrl: "http://h", fetch: slowFetch, concurrency: 3 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => transport.json(get)));
  assert.deepEqual([answers.length, most], [20, 3]);
});

for (const address of ["databricks", "sqlite:///mlruns/mlflow.db", "", "file:///tmp/x"]) {
  Deno.test(`the address '${address}' is refused`, () => {
    assert.throws(() => createTransport({ baseUrl: address }), /must begin with http/);
  });
}

Deno.test("once a call has given up, the calls behind it are tried only once", async () => {
  let sentCount = 0;
  const { transport } = quickTransport({
    baseUrl: "http://mlflow.test",
    fetch: () => Promise.reject(new TypeError(`refused ${++sentCount}`)),
  });
  await assert.rejects(transport.json(idempotentPost));
  assert.equal(sentCount, 5);
  await assert.rejects(transport.json(idempotentPost));
  assert.equal(sentCount, 6);
});
