import assert from "node:assert/strict";
import fc from "fast-check";
import { formatFields } from "@/data/canonical.ts";
import { readCsv } from "@/data/csv.ts";
import { nearestCorrelations, packTriangle } from "@/data/synthetic/correlation_matrix.ts";
import { choleskyFactor } from "@/data/synthetic/correlation_matrix.ts";
import { cohortCsv, parseCohort } from "../unit/data/synthetic/cohort.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

Deno.test("Reading a cohort gives back what was written, for any seed and size", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 60 }), (seed, rowCount) => {
      const { text, dataset } = parseCohort({ seed, rowCount });
      assert.equal(text, cohortCsv({ seed, rowCount }));
      assert.equal(dataset.rows.length, rowCount);
    }),
    { numRuns: 40 },
  );
});

Deno.test("Fields of any text survive being written and read", () => {
  const field = fc.string({ unit: fc.constantFrom("a", "é", " ", ",", '"', "\n", "\r\n", ";") });
  const record = fc.array(field, { minLength: 2, maxLength: 6 })
    .filter((fields) => fields.some((text) => text.trim() !== ""));
  fc.assert(fc.property(record, (fields) => {
    // A header of plain commas, so that the separator is told right.
    const { records, problems } = readCsv(`x,y,z\n${formatFields(fields)}\n`);
    assert.deepEqual(problems, []);
    assert.deepEqual(records[1].fields, fields);
  }));
});

Deno.test("nearestCorrelations() makes any symmetric matrix one that can be drawn from", () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(fc.property(fc.array(entry, { minLength: 15, maxLength: 15 }), (packed) => {
    const at = (i: number, j: number) => packed[i * (i - 1) / 2 + j];
    const matrix = Array.from(
      { length: 6 },
      (_, i) =>
        Array.from({ length: 6 }, (_, j) => i === j ? 1 : at(Math.max(i, j), Math.min(i, j))),
    );
    const valid = packTriangle(nearestCorrelations(matrix));
    assert.ok(valid.every((value) => Math.abs(value) <= 1 + 1e-12));
    choleskyFactor(valid.map((value) => Number(value.toFixed(3))), 6);
  }));
});
