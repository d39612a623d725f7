import assert from "node:assert/strict";
import { Problem } from "@/adapters/http/problem.ts";

const pointersOf = (...fields: (string | string[])[]) =>
  new Problem(422, "", { faults: fields.map((field) => ({ field, message: "" })) })
    .toBody("r1").errors?.map(({ pointer }) => pointer);

Deno.test("a problem is problem details, its faults with pointers to them", () => {
  const faults = [{ field: "age", message: "Expected a number." }];
  assert.deepEqual(new Problem(422, "The patient cannot be used.", { faults }).toBody("r1"), {
    type: "about:blank",
    title: "Unprocessable content",
    status: 422,
    detail: "The patient cannot be used.",
    request_id: "r1",
    errors: [{ pointer: "#/age", detail: "Expected a number." }],
  });
  assert.ok(!("errors" in new Problem(404, "There is nothing here.").toBody("r1")));
});

Deno.test("pointers lead through objects and lists, whatever the names are", () => {
  assert.deepEqual(pointersOf(["rows", "3", "age"], "", "a/b", "m~n", "~1"), [
    "#/rows/3/age",
    "#/",
    "#/a~1b",
    "#/m~0n",
    "#/~01",
  ]);
});

Deno.test("a pointer is a URI fragment, so that other letters are encoded", () => {
  assert.deepEqual(pointersOf("a b", "ä", "50%", '"', "a#?b", "\ud800"), [
    "#/a%20b",
    "#/%C3%A4",
    "#/50%25",
    "#/%22",
    "#/a%23%3Fb",
    "#/%EF%BF%BD",
  ]);
});

Deno.test("every status that the service gives has a title", () => {
  for (const status of [400, 401, 404, 405, 408, 413, 415, 422, 429, 500, 501, 503]) {
    assert.match(new Problem(status, "").toBody("r1").title!, /^[A-Z][a-z ]+$/);
  }
});
