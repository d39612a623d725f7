import assert from "node:assert/strict";
import { spellings } from "@/schema/cell.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { exampleRow } from "../../example_row.ts";

Deno.test("the example request is read whole, without an issue", () => {
  const { row, issues, refused } = readRow(heartSchema, exampleRow);
  assert.deepEqual(issues, []);
  assert.deepEqual(refused, []);
  assert.deepEqual(Object.values(row), [
    50,
    "Male",
    "atypical angina",
    120,
    200,
    "FALSE",
    "normal",
    160,
    "FALSE",
    1,
    "flat",
    0,
    "normal",
  ]);
});

Deno.test("absent columns are missing, and inherited properties are not columns", () => {
  const { row, issues } = readRow(heartSchema, Object.create({ age: 50 }));
  assert(Object.values(row).every((cell) => cell === null));
  assert.equal(issues.length, heartSchema.features.length);
});

Deno.test("the site and the target are never features", () => {
  assert.equal(heartSchema.columns.length, 16);
  assert.equal(heartSchema.features.length, 13);
  assert(heartSchema.features.every(({ role }) => role === "feature"));
});

Deno.test("no spelling of a category means two labels, or missing", () => {
  for (const column of heartSchema.columns) {
    if (column.kind !== "categorical") continue;
    const count = column.categories.flatMap((
      { code, label, aliases },
    ) => [...new Set([code, label.toLowerCase(), ...aliases])]).length;
    assert.equal(spellings(column).size, count, column.name);
    for (const spelling of spellings(column).keys()) {
      assert(!heartSchema.missingSpellings.includes(spelling), spelling);
      assert.equal(spelling, spelling.toLowerCase());
    }
  }
});

Deno.test("the fingerprint changes with meaning and not with words", () => {
  const [first, ...others] = heartSchema.features;
  const reworded = { ...heartSchema, features: [{ ...first, description: "other" }, ...others] };
  const renamed = { ...heartSchema, features: [{ ...first, name: "years" }, ...others] };
  assert.match(schemaFingerprint(heartSchema), /^[0-9a-f]{16}$/);
  assert.equal(schemaFingerprint(reworded), schemaFingerprint(heartSchema));
  assert.notEqual(schemaFingerprint(renamed), schemaFingerprint(heartSchema));
});
