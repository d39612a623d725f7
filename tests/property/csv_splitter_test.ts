/** Whatever a table holds and wherever the stream is cut, splitting gives back what was written. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { recordFormat } from "@/adapters/files/csv_writer.ts";
import { CsvSplitter } from "@/data/csv_splitter.ts";

const field = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ",", ";", "\n", "\r", " ", "a", "é", "😀"),
    maxLength: 6,
  }),
  fc.string({ maxLength: 5 }),
);

const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 6 })
);

Deno.test("a table that is written and split again is the same, cut anywhere", () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(",", ";", "\t", "|"),
      fc.array(fc.nat(200)),
      (table, separator, cuts) => {
        const text = table.map(recordFormat(separator)).join("");
        const places = [...cuts.map((cut) => Math.min(cut, text.length)), 0, text.length]
          .sort((a, b) => a - b);
        const splitter = new CsvSplitter(separator);
        const pieces = places.slice(1).map((end, at) =>
          splitter.split(text.slice(places[at], end))
        );
        pieces.push(splitter.split("", true));
        assert.deepEqual(pieces.flatMap(({ problems }) => problems), []);
        assert.deepEqual(
          pieces.flatMap(({ records }) => records.map(({ fields }) => fields)),
          table.filter((fields) => fields.some((text) => text.trim() !== "")),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("any text at all is split the same in one piece and character by character", () => {
  const text = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a"), maxLength: 30 });
  fc.assert(
    fc.property(text, (text) => {
      const whole = new CsvSplitter(",").split(text, true);
      const splitter = new CsvSplitter(",");
      const pieces = [...text].map((character) => splitter.split(character));
      pieces.push(splitter.split("", true));
      assert.deepEqual(pieces.flatMap(({ records }) => records), whole.records);
      assert.deepEqual(pieces.flatMap(({ problems }) => problems), whole.problems);
    }),
    { numRuns: 5000 },
  );
});
