/** Whatever the log holds and wherever it is cut off, whole rows come back as they were written. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { csvLogReader } from "@/adapters/files/csv_log_reader.ts";
import { openLogFile } from "@/adapters/files/log_file.ts";
import { formatLogLine, guarded, readLogLines, unguarded } from "@/data/log_line.ts";
import { readLog } from "../read_log.ts";
import { withTemporaryFolder } from "../temporary_folder.ts";

/** Any text, and much of what CSV, the mark and spreadsheets make something of. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      ..."'\"\\,;\r\n\t =+-@rnud0e.",
      "é",
      "😀",
      "\0",
      "\ufeff",
      "\ud83d",
      "\ude00",
    ),
    maxLength: 8,
  }),
);

const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })
);

Deno.test("any table that is written is read again the same, a line to a row", () => {
  fc.assert(
    fc.property(table, (table) => {
      const lines = table.map(formatLogLine).join("");
      assert.equal(lines.split("\n").length, table.length + 1);
      assert.ok(!lines.includes("\r"));
      assert.deepEqual(readLogLines(lines, table[0].length), { rows: table, damagedCount: 0 });
    }),
    { numRuns: 5000 },
  );
});

Deno.test("a line of commas and quotation marks is read as csv-parse reads it, or is damaged to both", () => {
  const line = fc.string({ unit: fc.constantFrom('"', ",", "a"), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(line, (line) => {
      const expected = parseOrNothing(line);
      const { rows, damagedCount } = readLogLines(`${line}\n`, expected[0]?.length ?? 1);
      assert.deepEqual(rows, expected);
      assert.equal(damagedCount, 1 - expected.length);
    }),
    { numRuns: 5000 },
  );
});

function parseOrNothing(line: string): string[][] {
  try {
    return parse(line);
  } catch {
    return [];
  }
}

Deno.test("no guarded text begins like a formula, unless it is a number, and all are undone", () => {
  fc.assert(
    fc.property(text, (text) => {
      const cell = guarded(text);
      assert.ok(!/^[=+\-@\t\r\n]/.test(cell) || Number.isFinite(Number(cell)), cell);
      assert.equal(unguarded(cell), text);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("a log cut off anywhere keeps every whole row, and later ones follow", () =>
  fc.assert(
    fc.asyncProperty(table, fc.nat(), (texts, cut) =>
      withTemporaryFolder(async (folder) => {
        const table = texts.map((row, index) => [String(index), ...row]);
        const next = ["next", ...texts[0]];
        const path = join(folder, "log.csv");
        const columns = table[0].map((_, index) => `column${index}`);
        const options = {
          path,
          header: columns.join(","),
          segmentBytes: 60,
          onTornLine: () => {},
          now: () => 0,
        };
        const first = await openLogFile(options);
        for (const row of table) await first.append(formatLogLine(row));
        first.close();
        const before = await Deno.readFile(path);
        const size = cut % (before.length + 1);
        await Deno.truncate(path, size);
        const lostCount = countLines(before.subarray(size));

        const second = await openLogFile(options);
        await second.append(formatLogLine(next));
        second.close();
        const { rows, damagedCount } = await readLog(csvLogReader(path, columns));
        const isHeaderLost = !before.subarray(0, size).includes(10);
        const kept = table.slice(0, table.length - lostCount + (isHeaderLost ? 1 : 0));
        assert.deepEqual(rows, [...kept, next]);
        assert.equal(damagedCount, 0);
      })),
    { numRuns: 60 },
  ));

const countLines = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + +(byte === 10), 0);

Deno.test("reading on from every position gives each row once, whatever is renamed in between", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 60 }),
      (counts, segmentBytes) =>
        withTemporaryFolder(async (folder) => {
          const path = join(folder, "log.csv");
          const options = { path, header: "id", segmentBytes, onTornLine: () => {}, now: () => 0 };
          const file = await openLogFile(options);
          const reader = csvLogReader(path, ["id"]);
          let read = await readLog(reader);
          const ids: string[] = [];
          let nextId = 0;
          for (const count of counts) {
            for (let index = 0; index < count; index++) await file.append(`${nextId++}\n`);
            read = await readLog(reader, read.position);
            ids.push(...read.rows.map(([id]) => id));
          }
          file.close();
          assert.deepEqual(ids, Array.from({ length: nextId }, (_, id) => String(id)));
        }),
    ),
    { numRuns: 60 },
  ));
