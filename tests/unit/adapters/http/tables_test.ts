import assert from "node:assert/strict";
import { readColumns, readRecords, readSplit } from "@/adapters/http/tables.ts";

const rows = [{ age: 50, sex: "1" }, { age: null, sex: "0" }];

Deno.test("one table is the same rows in every form", () => {
  const split = { columns: ["age", "sex"], data: [[50, "1"], [null, "0"]], index: [7, 8] };
  assert.deepEqual(readSplit(split), rows);
  assert.deepEqual(readRecords(rows), rows);
  assert.deepEqual(readColumns({ age: [50, null], sex: ["1", "0"] }), rows);
});

Deno.test("tables without rows are tables", () => {
  assert.deepEqual(readSplit({ columns: ["age"], data: [] }), []);
  assert.deepEqual(readRecords([]), []);
  assert.deepEqual(readColumns({ age: [] }), []);
});

Deno.test("what is no table is none", () => {
  const odd = [undefined, null, 1, "x", [1], [[1]], [null], {}, { age: 1 }, { data: 1 }];
  for (const value of odd) {
    assert.equal(readSplit(value), undefined);
    assert.equal(readColumns(value), undefined);
  }
  const data = [[1]];
  for (const value of [{ columns: ["a"] }, { data }, { columns: ["a"], data: [1] }]) {
    assert.equal(readSplit(value), undefined);
  }
  for (const name of [1, null, ["age"], { toString: null }]) {
    assert.equal(readSplit({ columns: [name], data }), undefined);
  }
  for (const value of [undefined, null, {}, [1], [[1]], [null]]) {
    assert.equal(readRecords(value), undefined);
  }
});

Deno.test("rows and columns of unequal lengths are refused, not filled up", () => {
  assert.equal(readSplit({ columns: ["a", "b"], data: [[1, 2], [1]] }), undefined);
  assert.equal(readSplit({ columns: ["a"], data: [[1, 2]] }), undefined);
  assert.equal(readColumns({ a: [1, 2], b: [1] }), undefined);
});

Deno.test("a column may be called what it likes", () => {
  const [row] = readSplit({ columns: ["__proto__", "constructor"], data: [[{ age: 1 }, 2]] })!;
  assert.deepEqual(Object.keys(row), ["__proto__", "constructor"]);
  assert.equal(row["age"], undefined);
  const [other] = readColumns(JSON.parse('{"__proto__": [1], "age": [2]}'))!;
  assert.deepEqual(Object.keys(other), ["__proto__", "age"]);
});
