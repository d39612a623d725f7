import assert from "node:assert/strict";
import { readCell } from "@/schema/cell.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Column } from "@/schema/column.ts";

function column(name: string): Column {
  const found = heartSchema.features.find((feature) => feature.name === name);
  assert(found);
  return found;
}

const read = (name: string, raw: unknown) => readCell(heartSchema, column(name), raw);

Deno.test("a category is read from its code, label, alias, number or boolean", () => {
  for (const raw of ["1", "Male", "male", " MALE ", "m", 1, "1.0", "01"]) {
    assert.deepEqual(read("sex", raw), { value: "Male" }, String(raw));
  }
  for (const raw of [true, "TRUE", "true", "1", "yes"]) {
    assert.deepEqual(read("fbs", raw), { value: "TRUE" }, String(raw));
  }
  assert.deepEqual(read("thal", "reversible defect"), { value: "reversable defect" });
});

Deno.test("every spelling of missing is read as missing", () => {
  for (const raw of [null, undefined, "", "  ", "?", "NA", "NaN", NaN, "None", "<NA>", "null"]) {
    assert.deepEqual(read("age", raw), { value: null, issue: "missing" }, String(raw));
    assert.deepEqual(read("cp", raw), { value: null, issue: "missing" }, String(raw));
  }
});

Deno.test("a zero means missing only where the schema says so", () => {
  assert.deepEqual(read("chol", 0), { value: null, issue: "zero-as-missing" });
  assert.deepEqual(read("trestbps", "0.0"), { value: null, issue: "zero-as-missing" });
  assert.deepEqual(read("oldpeak", 0), { value: 0 });
  assert.deepEqual(read("ca", "0.0"), { value: 0 });
});

Deno.test("an unknown category is missing, and reported", () => {
  for (const raw of ["9", "other", 2.5, "constructor", {}, ["1"]]) {
    assert.deepEqual(read("cp", raw), { value: null, issue: "unknown-category" });
  }
});

Deno.test("text is refused where a number belongs", () => {
  for (const raw of ["abc", "12a", "1,5", "0x10", "--1", "1e", true, {}, [50]]) {
    assert.deepEqual(read("age", raw), { value: null, issue: "not-a-number" }, String(raw));
  }
});

Deno.test("impossible numbers are refused, implausible ones are kept with a warning", () => {
  for (const raw of [-1, 500, Infinity, "1e999"]) {
    assert.deepEqual(read("age", raw), { value: null, issue: "impossible" }, String(raw));
  }
  assert.deepEqual(read("ca", 1.5), { value: null, issue: "impossible" });
  assert.deepEqual(read("age", 101), { value: 101, issue: "out-of-range" });
  assert.deepEqual(read("oldpeak", "-.5"), { value: -0.5 });
});
