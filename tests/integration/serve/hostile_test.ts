/** Requests that no decent client would send: each is answered, and none does harm. */
import assert from "node:assert/strict";
import { readLog } from "../../read_log.ts";
import { rawPost, sendRaw } from "./raw_http.ts";
import { type TestService, withService } from "./running_service.ts";

const json = { "content-type": "application/json" };

async function post(
  { url }: TestService,
  body: BodyInit,
  { path = "/predict", headers = json }: { path?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(url + path, { method: "POST", headers, body });
  const text = await response.text();
  const type = response.headers.get("content-type");
  if (!response.ok) {
    assert.equal(type, "application/problem+json");
    const { status, request_id } = JSON.parse(text);
    assert.equal(status, response.status);
    assert.equal(request_id, response.headers.get("x-request-id"));
  }
  // Neither a stack trace nor a path of this machine goes to a client.
  assert.doesNotMatch(text, /\bat .*:\d+:\d+|file:\/\/|\.ts\b|node_modules/);
  return { status: response.status, text };
}

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

Deno.test("what is no JSON object is refused, whatever it is", async () => {
  const cases: [BodyInit, number][] = [
    ["", 400],
    ["{", 400],
    ["{'age': 50}", 400],
    ['{"age": NaN}', 400],
    ['{"age": Infinity}', 400],
    ['{"age": 50} {}', 400],
    ["{}\0", 400],
    ["null", 422],
    ["[]", 422],
    ["1", 422],
    ['"{}"', 422],
    [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
    [new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400],
  ];
  await withService(async (service) => {
    for (const [body, status] of cases) {
      assert.equal((await post(service, body)).status, status, String(body));
    }
    assert.equal((await post(service, "\ufeff{}")).status, 200);
  });
});

Deno.test("numbers beyond all bounds are refused as such, and a hair more than 0 is not", async () => {
  await withService(async (service) => {
    for (const number of ["1e999", "-1e999", "1e308", "9".repeat(400), '"1e999"', "-0.001"]) {
      const { status, text } = await post(service, `{"age": ${number}}`);
      assert.equal(status, 422, number);
      assert.ok(text.length < 500);
    }
    for (const number of ["1e-999", "-0", "5e1", '"5e1"', "50.00000000000000000000001"]) {
      assert.equal((await post(service, `{"age": ${number}}`)).status, 200, number);
    }
  });
});

Deno.test("the last of two fields of one name counts, as JSON's readers have it", async () => {
  await withService(async (service) => {
    assert.equal((await post(service, '{"age": "old", "age": 50}')).status, 200);
    assert.equal((await post(service, '{"age": 50, "age": "old"}')).status, 422);
  });
});

Deno.test("names that objects have of themselves are fields like any other", async () => {
  await withService(async (service) => {
    const { status, text } = await post(
      service,
      '{"__proto__": {"age": 50}, "constructor": {"prototype": {}}, "toString": 1, "": 2}',
    );
    assert.equal(status, 422);
    const pointers = JSON.parse(text).errors.map(({ pointer }: { pointer: string }) => pointer);
    assert.deepEqual(pointers, ["#/__proto__", "#/constructor", "#/toString", "#/"]);
    const { text: batch } = await post(service, '{"rows": [{"__proto__": {"age": "old"}}]}', {
      path: "/predict/batch",
    });
    assert.match(batch, /#\/rows\/0\/__proto__/);
    assert.equal(({} as Record<string, unknown>)["age"], undefined);
  });
});

Deno.test("a hundred thousand levels are read and refused everywhere", async () => {
  const deep = nested(100_000);
  await withService(async (service) => {
    assert.equal((await post(service, nested(32_000))).status, 422);
    assert.equal((await post(service, `{"cp": ${nested(32_000)}}`)).status, 422);
    assert.equal((await post(service, "[".repeat(60_000))).status, 400);
    const bodies: [string, string, number][] = [
      ["/predict/batch", `{"rows": [{"cp": ${deep}, "age": ${deep}}]}`, 200],
      ["/predict/batch", `{"rows": ${deep}}`, 422],
      ["/invocations", `{"instances": {"cp": ${deep}}}`, 200],
      ["/invocations", `{"dataframe_split": {"columns": ${deep}, "data": [[1]]}}`, 400],
      [
        "/v2/models/Model/infer",
        `{"id": ${deep}, "inputs": [{"name": "cp", "data": ${deep}}]}`,
        422,
      ],
      ["/feedback", `{"request_id": ${nested(1900)}, "label": 1}`, 422],
    ];
    for (const [path, body, status] of bodies) {
      assert.equal((await post(service, body, { path })).status, status, path);
    }
  });
});

Deno.test("another content type is refused, and JSON's own kinds are not", async () => {
  await withService(async (service) => {
    for (
      const type of ["text/plain", "application/jsonp", "application/x-www-form-urlencoded", ""]
    ) {
      const { status } = await post(service, "{}", { headers: { "content-type": type } });
      assert.equal(status, 415, type);
    }
    for (
      const type of ["application/json; charset=utf-8", "Application/JSON", "application/ld+json"]
    ) {
      assert.equal((await post(service, "{}", { headers: { "content-type": type } })).status, 200);
    }
    const { status } = await sendRaw(service.url, [
      "POST /predict HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n\r\n{}",
    ]);
    assert.equal(status, 415);
  });
});

Deno.test("64 kB are the limit, announced or not, to the byte", async () => {
  const body = (length: number) => `{${" ".repeat(length - 2)}}`;
  const stream = (text: string) => new Blob([text]).stream();
  await withService(async (service) => {
    for (const wrap of [(text: string): BodyInit => text, stream]) {
      assert.equal((await post(service, wrap(body(65_536)))).status, 200);
      assert.equal((await post(service, wrap(body(65_537)))).status, 413);
    }
    const announced = await sendRaw(service.url, [
      rawPost("/predict", ["content-length: 9999999"]),
    ]);
    assert.equal(announced.status, 413);
    const endless = rawPost("/predict", ["transfer-encoding: chunked"]);
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    assert.equal((await sendRaw(service.url, [endless, chunk, chunk])).status, 413);
  });
});

Deno.test("a request that contradicts itself about its length is not believed", async () => {
  const chunked = "20000\r\n{" + " ".repeat(0x20000 - 2) + "}\r\n0\r\n\r\n";
  const heads = [
    ["content-length: 2", "transfer-encoding: chunked"],
    ["content-length: 2", "content-length: 3"],
    ["content-length: -1"],
    ["content-length: 1e3"],
    ["transfer-encoding: gzip"],
  ];
  await withService(async (service) => {
    for (const head of heads) {
      const { status } = await sendRaw(service.url, [rawPost("/predict", head, chunked)]);
      assert.ok(status >= 400 && status < 500, `${head}: ${status}`);
    }
    assert.deepEqual((await readLog(service.log.predictions)).rows, []);
  });
});

Deno.test("thousands of headers, endless ones and no HTTP at all are turned away", async () => {
  const many = Array.from({ length: 3000 }, (_, at) => `x-${at}: 1`);
  await withService(async (service) => {
    const turnedAway = [
      rawPost("/predict", [...many, "content-length: 2"], "{}"),
      rawPost("/predict", [`x-long: ${"a".repeat(2_000_000)}`, "content-length: 2"], "{}"),
      "babble\r\n\r\n",
      "\r\n\r\n\0\0\0",
    ];
    for (const request of turnedAway) {
      const { status } = await sendRaw(service.url, [request]);
      assert.ok(
        status === 0 || status >= 400 && status < 500,
        `${request.slice(0, 40)}: ${status}`,
      );
    }
    assert.equal((await post(service, "{}")).status, 200);
  });
});

Deno.test("paths that are broken, odd or nearly right are not found", async () => {
  const targets = [
    "/%",
    "/%ff",
    "/%00",
    "//",
    "/predict/",
    "/Predict",
    "/../etc/passwd",
    "/openapiXjson",
  ];
  targets.push(
    "/docs/../../deno.json",
    "/page/0/%2e%2e%2fdeno.json",
    `/${"a".repeat(60_000)}`,
    "/*",
  );
  await withService(async ({ url }) => {
    for (const target of targets) {
      const { status } = await sendRaw(url, [`GET ${target} HTTP/1.1\r\nhost: test\r\n\r\n`]);
      assert.equal(status, 404, target.slice(0, 40));
    }
  });
});

Deno.test("a sender who breaks off leaves no trace but the next one's answer", async () => {
  await withService(async (service) => {
    const { hostname, port } = new URL(service.url);
    for (const part of [rawPost("/predict", ["content-length: 50"], '{"age"'), "POST /pred"]) {
      const connection = await Deno.connect({ hostname, port: Number(port) });
      await connection.write(new TextEncoder().encode(part));
      connection.close();
    }
    assert.equal((await post(service, "{}")).status, 200);
    assert.equal((await readLog(service.log.predictions)).rows.length, 1);
    assert.deepEqual(service.told.filter((line) => /^error/.test(line)), []);
  });
});

Deno.test("a body that does not come in time is given up", async () => {
  const slow = rawPost("/predict", ["content-length: 50"], '{"age"');
  const chunked = rawPost("/predict", ["transfer-encoding: chunked"], "1\r\n{\r\n");
  await withService(async (service) => {
    const answers = await Promise.all([slow, chunked].map((part) => sendRaw(service.url, [part])));
    for (const { status, body } of answers) {
      assert.equal(status, 408);
      assert.match(body, /did not arrive in 10 s/);
    }
    const patient = [rawPost("/predict", ["content-length: 2"]), 300, "{", 300, "}"];
    assert.equal((await sendRaw(service.url, patient)).status, 200);
  });
});

Deno.test("one request cannot make the service write without end", async () => {
  const fields = Array.from({ length: 100_000 }, (_, at) => `"x${at}": 0`).join();
  await withService(async (service) => {
    const { status, text } = await post(service, `{"rows": [{${fields}}], ${fields}}`, {
      path: "/predict/batch",
    });
    assert.equal(status, 422);
    assert.ok(text.length < 5000);
    const batch = await post(service, `{"rows": [{${fields}}]}`, { path: "/predict/batch" });
    assert.equal(batch.status, 200);
    assert.ok(batch.text.length < 5000);
    assert.equal((await readLog(service.log.rejections)).rows.length, 20);
  });
});
