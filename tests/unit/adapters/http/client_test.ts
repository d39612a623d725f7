import assert from "node:assert/strict";
import { createServiceClient } from "@/adapters/http/client.ts";
import { exitCode, UserError } from "@/errors.ts";

const answer = {
  prediction: 1,
  label: "disease",
  probability: 0.8,
  threshold: 0.5,
  warnings: [],
  model_name: "Forest",
  model_version: "3",
  run_id: "",
  request_id: "r1",
};

/** A service that gives one response after the other, the last one again and again. */
function scripted(...responses: readonly (() => Response)[]) {
  const requests: { path: string; body: unknown; authorization: string | null }[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    requests.push({
      path: new URL(request.url).pathname,
      body: await request.json(),
      authorization: request.headers.get("authorization"),
    });
    return responses[Math.min(requests.length, responses.length) - 1]();
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  return { url, requests, [Symbol.asyncDispose]: () => server.shutdown() };
}

const busy = (status: number, retryAfter?: string) => () =>
  new Response("{}", {
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });
const answering = () => Response.json(answer);

const refusal = (code: number, message: RegExp) => (error: unknown) => {
  assert(error instanceof UserError);
  assert.equal(error.exitCode, code);
  assert.match(error.message, message);
  return true;
};

Deno.test("a service that has too much to do, or is out of order for now, is asked again", async () => {
  await using service = scripted(busy(429, "0"), busy(503, "0"), answering);
  let waitCount = 0;
  const client = createServiceClient(service.url, { onWait: () => waitCount++ });
  assert.equal((await client.predict({ age: 50 })).probability, 0.8);
  assert.equal(waitCount, 2);
  assert.deepEqual(service.requests.map(({ body }) => body), Array(3).fill({ age: 50 }));
});

Deno.test("one that stays out of order is given up", async () => {
  await using service = scripted(busy(503, "0"));
  const client = createServiceClient(service.url);
  await assert.rejects(client.predict({}), refusal(exitCode.unavailable, /refuses: .*503/));
  assert.equal(service.requests.length, 31);
});

Deno.test("an interrupt ends the wait", async () => {
  await using service = scripted(busy(429, "3600"));
  const controller = new AbortController();
  const client = createServiceClient(service.url, {
    signal: controller.signal,
    onWait: () => queueMicrotask(() => controller.abort("stop")),
  });
  await assert.rejects(client.predict({}), (reason) => reason === "stop");
});

Deno.test("truths go to feedback, and the key goes along", async () => {
  await using service = scripted(() => Response.json({}));
  const client = createServiceClient(`${service.url}/`, { key: "heart_1" });
  await client.feedback("r1", 0);
  assert.deepEqual(service.requests, [{
    path: "/feedback",
    body: { request_id: "r1", label: 0 },
    authorization: "Bearer heart_1",
  }]);
});

Deno.test("what is no service, or none of ours, is told apart", async () => {
  assert.throws(() => createServiceClient("127.0.0.1:8000"), refusal(exitCode.usage, /no address/));
  const port = await portOfEnded(scripted(answering));
  const gone = createServiceClient(`http://127.0.0.1:${port}`);
  await assert.rejects(gone.predict({}), refusal(exitCode.unavailable, /does not answer/));
  for (const strange of [() => new Response("<html>"), () => Response.json({ hello: 1 })]) {
    await using service = scripted(strange);
    const client = createServiceClient(service.url);
    await assert.rejects(
      client.predict({}),
      refusal(exitCode.unavailable, /not as deno task serve/),
    );
  }
  await using keyed = scripted(busy(401));
  await assert.rejects(
    createServiceClient(keyed.url).predict({}),
    refusal(exitCode.data, /refuses: .*401/),
  );
});

/** The port of a service that has ended. */
async function portOfEnded(service: ReturnType<typeof scripted>) {
  await service[Symbol.asyncDispose]();
  return Number(new URL(service.url).port);
}
