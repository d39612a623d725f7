// deno-lint-ignore-file no-explicit-any -- a JSON Schema, as data
import assert from "node:assert/strict";
import { patientSchema } from "@/adapters/http/openapi/patient_schema.ts";
import { createRandom } from "@/data/random.ts";
import { heartSchema } from "@/schema/heart.ts";
import { isRefusal, readPatient } from "@/workflows/serve/answer.ts";
import { rawRow } from "../../../../raw_rows.ts";

const schema = patientSchema(heartSchema) as any;

/** Whether the schema's own words allow a value. */
function allows({ type, minimum, maximum, pattern }: any, value: unknown): boolean {
  if (value === null) return type.includes("null");
  if (typeof value === "string") {
    return type.includes("string") &&
      (pattern === undefined || new RegExp(pattern, "u").test(value));
  }
  if (typeof value === "boolean") return type.includes("boolean");
  const isKind = type.includes("number") || type.includes("integer") && Number.isInteger(value);
  return isKind && (minimum === undefined || (value as number) >= minimum) &&
    (maximum === undefined || (value as number) <= maximum);
}

const reads = (column: string, value: unknown) =>
  !isRefusal(readPatient(heartSchema, { [column]: value }, "refuse"));

Deno.test("the features are the properties, none is required, and no other is allowed", () => {
  assert.deepEqual(Object.keys(schema.properties), heartSchema.features.map(({ name }) => name));
  assert.equal(schema.additionalProperties, false);
  assert.equal(schema.required, undefined);
});

Deno.test("what the document allows, the service takes; numbers alone are ever refused", () => {
  const texts = ["", " ", "?", "NA", "nan", "NaN", "1", "0", "-1", "1.5", "130", "130.1", " 7\t"];
  texts.push("1e3", "one", "9999", "null", "\n5\n", "05", "+5", "5.", ".5", "-0", "none", "NONE");
  const values = [...texts, ...texts.map(Number).filter(Number.isFinite), null, true, false, 1e300];
  for (const { name, kind } of heartSchema.features) {
    const property = schema.properties[name];
    let [allowedCount, refusedCount] = [0, 0];
    for (const value of values) {
      const isAllowed = allows(property, value);
      if (isAllowed) assert.ok(reads(name, value), `${name}: ${JSON.stringify(value)}`);
      if (isAllowed) allowedCount++;
      else refusedCount++;
      if (!isAllowed) assert.equal(kind, "numeric");
    }
    assert.ok(allowedCount > 10 && (kind === "categorical" || refusedCount > 5));
  }
});

Deno.test("what the service refuses, the document does not allow", () => {
  const random = createRandom(1);
  for (let at = 0; at < 3000; at++) {
    const column = heartSchema.features[random.integer(heartSchema.features.length)];
    if (column.kind !== "numeric") continue;
    const value = (random.next() - 0.5) * 2 ** (1 + random.integer(13));
    for (const spelt of [value, Math.round(value), String(value), String(Math.round(value))]) {
      if (reads(column.name, spelt)) continue;
      assert.ok(!allows(schema.properties[column.name], spelt), `${column.name}: ${spelt}`);
    }
  }
});

Deno.test("rows as the world sends them are allowed", () => {
  const random = createRandom(2);
  for (let at = 0; at < 300; at++) {
    for (const [name, value] of Object.entries(rawRow(heartSchema, random))) {
      // JSON has no NaN.
      if (Number.isNaN(value)) continue;
      assert.ok(allows(schema.properties[name], value), `${name}: ${JSON.stringify(value)}`);
    }
  }
});

Deno.test("the example is the one that all documents show", () => {
  for (const [name, value] of Object.entries(schema.example)) {
    assert.ok(allows(schema.properties[name], value));
    assert.equal(schema.properties[name].example, value);
  }
});
