// deno-lint-ignore-file no-explicit-any -- a JSON Schema and what it describes, as data
/** Whatever comes, the service answers, and never by an error of its own. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { heartSchema } from "@/schema/heart.ts";
import { withService } from "../integration/serve/running_service.ts";

const columns = heartSchema.features.map(({ name }) => name);

/** Values that are nearly right, and those that are nothing like it. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: -1, max: 9 }).map(String) },
  { weight: 2, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...heartSchema.features.flatMap((column) =>
        column.kind === "categorical" ? column.categories.map(({ label }) => label) : ["?", ""]
      ),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, "1e999", "__proto__", "０", "-0") },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

const patient = fc.dictionary(
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...columns) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  ),
  cell,
  { maxKeys: 14 },
);

const bodies = fc.oneof(
  { weight: 4, arbitrary: patient },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** The answer that the API's document promises. */
function promised(document: any, path: string): z.ZodType {
  const { schema } = document.paths[path].post.responses[200].content["application/json"];
  return z.fromJSONSchema(inlined(schema, document));
}

/** A schema in which references are replaced by what they refer to. */
function inlined(schema: any, document: any): any {
  if (Array.isArray(schema)) return schema.map((part) => inlined(part, document));
  if (typeof schema !== "object" || schema === null) return schema;
  if (typeof schema.$ref === "string") {
    return inlined(document.components.schemas[schema.$ref.split("/").at(-1)], document);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, inlined(part, document)]),
  );
}

Deno.test("any JSON is answered as the document promises, or refused as a problem", async () => {
  await withService(async ({ url, post }) => {
    const document = await (await fetch(`${url}/openapi.json`)).json();
    const answer = promised(document, "/predict");
    const problem = z.fromJSONSchema(inlined(document.components.schemas.Problem, document));
    let answeredCount = 0;
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (body, isToExplain) => {
        const response = await post(`/predict?explain=${isToExplain}`, body);
        const json = await response.json();
        assert.ok([200, 422].includes(response.status), `${response.status}`);
        (response.ok ? answer : problem).parse(json);
        if (!response.ok) return;
        answeredCount++;
        assert.equal("explanation" in json, isToExplain);
        assert.equal(json.prediction, json.probability >= json.threshold ? 1 : 0);
      }),
      { numRuns: 400, seed: 7 },
    );
    assert.ok(answeredCount > 30, `only ${answeredCount} were answered`);
  });
});

Deno.test("any rows are a batch whose answers are in their places, alone or together", async () => {
  await withService(async ({ url, post }) => {
    const document = await (await fetch(`${url}/openapi.json`)).json();
    const answer = promised(document, "/predict/batch");
    await fc.assert(
      fc.asyncProperty(fc.array(patient, { minLength: 1, maxLength: 6 }), async (rows) => {
        const response = await post("/predict/batch", { rows });
        assert.equal(response.status, 200);
        const batch = await response.json();
        answer.parse(batch);
        for (const [at, row] of rows.entries()) {
          const alone = await (await post("/predict", row)).json();
          const { probability, errors } = batch.predictions[at];
          assert.equal(probability, alone.probability);
          assert.deepEqual(
            errors?.map(({ pointer }: any) => pointer.replace(`#/rows/${at}`, "#")),
            alone.errors?.map(({ pointer }: any) => pointer),
          );
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

Deno.test("any bytes, at any endpoint, give no error of the service's own", async () => {
  const paths = [
    "/predict",
    "/predict/batch",
    "/invocations",
    "/v2/models/Model/infer",
    "/feedback",
  ];
  const nearly = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
    fc.json(),
    fc.record({ rows: fc.jsonValue() }, { requiredKeys: [] }).map((body) => JSON.stringify(body)),
    fc.record({ inputs: fc.jsonValue(), instances: fc.jsonValue() }, { requiredKeys: [] })
      .map((body) => JSON.stringify(body)),
    fc.array(fc.record({ name: fc.jsonValue(), data: fc.array(fc.jsonValue()) }))
      .map((inputs) => JSON.stringify({ inputs })),
  );
  await withService(async ({ url, told }) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), nearly, async (path, body) => {
        const headers = { "content-type": "application/json" };
        const response = await fetch(url + path, { method: "POST", headers, body });
        await response.body?.cancel();
        assert.ok(response.status < 500, `${path}: ${response.status}`);
      }),
      { numRuns: 400, seed: 7 },
    );
    assert.deepEqual(told.filter((line) => line.startsWith("error")), []);
  });
});
