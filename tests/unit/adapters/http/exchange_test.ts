import assert from "node:assert/strict";
import { openExchange } from "@/adapters/http/exchange.ts";

const open = (headers: Record<string, string>) =>
  openExchange(new Request("http://test", { headers }), 5);

const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

Deno.test("a client's id is kept when it is sound, or else there is a new one", () => {
  for (const id of ["r1", "A.b-c_9", "x".repeat(64)]) {
    assert.equal(open({ "x-request-id": id }).requestId, id);
  }
  for (const id of ["", "a b", "a,b", "=1+1", "x".repeat(65), "a/b", 'a"']) {
    const { requestId } = open({ "x-request-id": id });
    assert.match(requestId, /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  }
  assert.notEqual(open({}).requestId, open({}).requestId);
});

Deno.test("a W3C trace context is kept, and what only looks like one is not", () => {
  assert.equal(open({ traceparent: trace }).traceparent, trace);
  const odd = [
    "",
    trace.toUpperCase(),
    trace.replace(/^00/, "ff"),
    trace.replace(/-4bf[0-9a-f]+-/, `-${"0".repeat(32)}-`),
    trace.replace(/-00f0[0-9a-f]+-/, `-${"0".repeat(16)}-`),
    trace.slice(0, -1),
    `${trace}-extra`,
  ];
  for (const traceparent of odd) assert.equal(open({ traceparent }).traceparent, undefined);
});
