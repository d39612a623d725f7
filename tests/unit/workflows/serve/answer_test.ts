import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import { answerOf, isRefusal, readPatient, strangerFaults } from "@/workflows/serve/answer.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { exampleRow } from "../../../example_row.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const read = (raw: Record<string, unknown>) => readPatient(heartSchema, raw, "refuse");

function faultsOf(raw: Record<string, unknown>): [string, string][] {
  const outcome = read(raw);
  assert.ok(isRefusal(outcome));
  return outcome.faults.map(({ field, message }) => [field, message]);
}

Deno.test("codes, labels, numbers as text, nulls and absences are one patient", () => {
  const coded = read(exampleRow);
  const worded = read({
    ...exampleRow,
    age: "50",
    sex: "male",
    cp: "Atypical angina",
    fbs: false,
    exang: "no",
    ca: 0,
    oldpeak: " 1.00 ",
  });
  assert.ok(!isRefusal(coded) && !isRefusal(worded));
  assert.deepEqual(worded.row, coded.row);
  const { chol: _, ...absent } = exampleRow;
  assert.deepEqual(read({ ...absent, chol: null }), {
    ...read(absent),
    issues: [{ column: "chol", issue: "missing", found: null }],
  });
});

Deno.test("every wrong field is told at once, with what is required", () => {
  const raw = { age: "old", chol: 99_999, ca: 1.5, cp: ["2"], sex: {}, nmae: 1 };
  assert.deepEqual(faultsOf(raw), [
    ["age", "Expected a number, a number as text, or null."],
    ["chol", "Expected a number from 0 to 1500 mg/dl, found 99999."],
    ["ca", "Expected an integer from 0 to 4, found 1.5."],
    ["sex", "Expected text, a number, true, false or null."],
    ["cp", "Expected text, a number, true, false or null."],
    ["nmae", "There is no such field."],
  ]);
});

Deno.test("what is found is quoted only so far", () => {
  const [[, message]] = faultsOf({ age: `1${"0".repeat(200)}` });
  assert.ok(message.endsWith(`found 1${"0".repeat(39)}.`), message);
});

Deno.test("unknown fields are ignored only where that was asked for", () => {
  const raw = { ...exampleRow, id: 7, __proto__: 1, constructor: 2 };
  assert.ok(!isRefusal(readPatient(heartSchema, raw, "ignore")));
  assert.deepEqual(faultsOf(JSON.parse('{"__proto__":{"age":1},"constructor":1,"toString":1}')), [
    ["__proto__", "There is no such field."],
    ["constructor", "There is no such field."],
    ["toString", "There is no such field."],
  ]);
});

Deno.test("of many unknown fields some are named and the others counted", () => {
  const fields = Array.from({ length: 1000 }, (_, at) => `x${at}`);
  const faults = strangerFaults(fields);
  assert.equal(faults.length, 20);
  assert.deepEqual(faults[19], {
    field: "x19",
    message: "There is no such field, nor are there 980 others.",
  });
  assert.equal(strangerFaults(fields.slice(0, 20))[19].message, "There is no such field.");
  assert.deepEqual(strangerFaults([]), []);
});

Deno.test("the threshold itself is disease", () => {
  const model = serveModel(fetchedModel(), heartSchema);
  const patient = read(exampleRow);
  assert.ok(!isRefusal(patient));
  const { threshold } = model.pipeline;
  const at = answerOf(model, patient, threshold);
  assert.deepEqual([at.prediction, at.label, at.probability], [1, "Disease", threshold]);
  const below = answerOf(model, patient, threshold - Number.EPSILON);
  assert.deepEqual([below.prediction, below.label], [0, "No disease"]);
});
