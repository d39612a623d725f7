/** Tables under a cell. */
import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { tableBundle, type TableRecords } from "@/adapters/notebook/table.ts";

const textOf = (rows: TableRecords, limit?: number) => tableBundle(rows, limit)["text/plain"];

Deno.test("a table stands in columns, words to the left and numbers to the right", () => {
  assert.equal(
    textOf([{ site: "Cleveland", patients: 303 }, { site: "VA", patients: 9 }]),
    [
      "site       patients",
      "─────────  ────────",
      "Cleveland       303",
      "VA                9",
    ].join("\n"),
  );
});

Deno.test("the numbers of a column share the fewest decimals that tell them, three at most", () => {
  const columnOf = (...values: number[]) =>
    textOf(values.map((x) => ({ x }))).split("\n").slice(2).map((line) => line.trim());
  assert.deepEqual(columnOf(1, 2), ["1", "2"]);
  assert.deepEqual(columnOf(1, 2.5), ["1.0", "2.5"]);
  assert.deepEqual(columnOf(0.25, -3), ["0.25", "-3.00"]);
  assert.deepEqual(columnOf(1 / 3, 0.1 + 0.2), ["0.333", "0.300"]);
});

Deno.test("what is missing is a dash, also in a column of numbers", () => {
  const rows: TableRecords = [{ x: 1, y: "a" }, { x: null, y: undefined }, { x: NaN }];
  const lines = textOf(rows).split("\n").slice(2);
  assert.deepEqual(lines, ["1  a", "–  –", "–  –"]);
});

Deno.test("columns are those of all rows shown, in the order in which they first stand", () => {
  assert.match(textOf([{ b: 1 }, { a: 2, b: 3 }, { c: 4 }]), /^b {2}a {2}c\n/);
});

Deno.test("rows beyond the limit are counted in words, in both types", () => {
  const rows = Array.from({ length: 35 }, (_, x) => ({ x }));
  for (const [limit, shown] of [[undefined, 30], [4, 4]] as const) {
    const { "text/html": html, "text/plain": text } = tableBundle(rows, limit);
    const rest = `… and ${35 - shown} more rows`;
    assert.equal(text.split("\n").length, 2 + shown + 1);
    assert.ok(text.endsWith(`\n${rest}`));
    assert.equal(String(html).match(/<tr>/g)?.length, 1 + shown);
    assert.ok(String(html).endsWith(`<p>${rest}</p>`));
  }
  assert.doesNotMatch(textOf(rows, 35), /more rows/);
});

Deno.test("HTML has the same cells, numbers to the right, and markup of the data is text", () => {
  const { "text/html": html } = tableBundle([{ "<th>": `a & "b"`, x: 1.5 }]);
  assert.equal(
    html,
    `<table>\n<thead>\n<tr><th style="text-align:left">&lt;th&gt;</th>` +
      `<th style="text-align:right">x</th></tr>\n</thead>\n<tbody>\n` +
      `<tr><td style="text-align:left">a &amp; &quot;b&quot;</td>` +
      `<td style="text-align:right">1.5</td></tr>\n</tbody>\n</table>`,
  );
});

Deno.test("a frame of polars is shown as its rows are", () => {
  const rows = [{ site: "VA", age: 54.5, sick: true }, { site: "Hungary", age: null, sick: false }];
  assert.deepEqual(tableBundle(pl.DataFrame(rows)), tableBundle(rows));
});

Deno.test("no rows are a table without any", () => {
  assert.equal(tableBundle([])["text/plain"].trim(), "");
});
