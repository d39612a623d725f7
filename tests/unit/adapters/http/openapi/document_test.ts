// deno-lint-ignore-file no-explicit-any -- an OpenAPI document, as data
import assert from "node:assert/strict";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { openapiDocument } from "@/adapters/http/openapi/document.ts";
import { operation } from "@/adapters/http/openapi/operation.ts";
import { objectSchema, refer } from "@/adapters/http/openapi/schemas.ts";
import { heartSchema } from "@/schema/heart.ts";

const handle = () => new Response();
const answer = objectSchema({ a: { type: "string" } }, { b: { type: "string" } });
const endpoints: Endpoint[] = [
  {
    method: "post",
    path: "/ask",
    operation: operation({
      id: "ask",
      tag: "Things",
      summary: "Ask",
      body: { schema: refer("Patient"), example: {} },
      answer,
      problems: { 503: "Out of order." },
    }),
    handle,
  },
  {
    method: "get",
    path: "/open",
    isOpen: true,
    operation: operation({ id: "open", tag: "Things", summary: "Look", answer }),
    handle,
  },
  { method: "get", path: "/page", isOpen: true, handle },
];

const documentOf = (needsKey: boolean) => openapiDocument(endpoints, heartSchema, needsKey) as any;

Deno.test("endpoints with an operation are in the document, others are not", () => {
  const { openapi, paths } = documentOf(false);
  assert.equal(openapi, "3.1.0");
  assert.deepEqual(Object.keys(paths), ["/ask", "/open"]);
  assert.deepEqual(Object.keys(paths["/ask"]), ["post"]);
});

Deno.test("keys are asked for where they are needed, and not of open endpoints", () => {
  const closed = documentOf(true);
  assert.deepEqual(closed.security, [{ bearer: [] }]);
  assert.equal(closed.components.securitySchemes.bearer.scheme, "bearer");
  assert.deepEqual(closed.paths["/open"].get.security, []);
  assert.equal(closed.paths["/ask"].post.security, undefined);
  const open = documentOf(false);
  assert.equal(open.security, undefined);
  assert.equal(open.components.securitySchemes, undefined);
  assert.equal(open.paths["/open"].get.security, undefined);
});

Deno.test("an operation with a body says what can be wrong with it", () => {
  const { paths } = documentOf(false);
  const statuses = (path: string, method: string) => Object.keys(paths[path][method].responses);
  assert.deepEqual(statuses("/ask", "post"), ["200", "400", "413", "415", "422", "503", "default"]);
  assert.deepEqual(statuses("/open", "get"), ["200", "default"]);
  const { 422: refused } = paths["/ask"].post.responses;
  assert.deepEqual(refused.content["application/problem+json"].schema, {
    $ref: "#/components/schemas/Problem",
  });
});

Deno.test("every reference leads somewhere", () => {
  const document = documentOf(true);
  const references = JSON.stringify(document).match(/"\$ref":"#\/components\/schemas\/\w+"/g)!;
  assert.ok(references.length > 3);
  for (const reference of references) {
    const [name] = /\w+(?="$)/.exec(reference)!;
    assert.ok(document.components.schemas[name], name);
  }
});

Deno.test("an object requires all but what is optional", () => {
  assert.deepEqual(answer, {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "string" } },
    required: ["a"],
  });
});
