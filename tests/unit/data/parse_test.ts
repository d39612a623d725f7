import assert from "node:assert/strict";
import { parseDataset } from "@/data/parse.ts";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { header, rows, smallTable, withCell } from "./small_table.ts";

const parse = (text: string) => parseDataset(heartSchema, text, "heart.csv");

function refusal(text: string): UserError {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof UserError);
    assert.equal(error.exitCode, exitCode.data);
    return error;
  }
  return assert.fail("the table was accepted");
}

Deno.test("parseDataset() gives rows, labels, sites and numbers in the file's order", () => {
  const { dataset } = parse(smallTable);
  assert.deepEqual([...dataset.labels], [1, 0, 1]);
  assert.deepEqual(dataset.sites, ["Cleveland", "Hungary", "Switzerland"]);
  assert.deepEqual(dataset.ids, [1, 2, 3]);
  assert.equal(dataset.source, "file");
  assert.equal(dataset.rows[1]["chol"], null);
  assert.equal(dataset.rows[2]["oldpeak"], -0.5);
  assert.deepEqual(Object.keys(dataset.rows[0]), heartSchema.features.map(({ name }) => name));
});

Deno.test("parseDataset() gives one digest and one text for a table in any form", () => {
  const { dataset: { digest }, text } = parse(smallTable);
  assert.equal(text, smallTable);
  const reversed = smallTable.trimEnd().split("\n")
    .map((line) => line.split(",").reverse().join(",")).join("\n");
  const forms = [
    `\uFEFF${smallTable}`,
    smallTable.replaceAll("\n", "\r\n"),
    smallTable.replaceAll(",", ";"),
    smallTable.replaceAll(",", "\t"),
    smallTable.trimEnd(),
    smallTable.replaceAll("\n", "\n\n"),
    smallTable.replaceAll("Male", "1").replaceAll("typical angina", "1"),
    smallTable.replace("120,210", "120.0,210.00"),
    smallTable.replaceAll(",,", ",?,").replaceAll(",,", ",NaN,"),
    reversed,
  ];
  for (const form of forms) {
    const parsed = parse(form);
    assert.equal(parsed.text, text, JSON.stringify(form.slice(0, 80)));
    assert.equal(parsed.dataset.digest, digest);
  }
});

Deno.test("parseDataset() names file, line, column, what was found and what is required", () => {
  const cases: [column: string, cell: string, expected: RegExp][] = [
    ["age", "old", /heart\.csv, line 2, column age: found "old"; required: a number from 0 to 130/],
    ["trestbps", "9000", /column trestbps: found "9000"; required: a number from 0 to 400 mm Hg/],
    ["ca", "1.5", /column ca: found "1.5"; required: an integer from 0 to 4/],
    ["num", "", /column num: found nothing; required: an integer from 0 to 4/],
    ["num", "7", /column num: found "7"/],
    ["id", "", /column id: found nothing/],
    ["id", "3", /line 4, column id: found 3, which line 2 has too/],
    [
      "dataset",
      "Atlantis",
      /column dataset: found "Atlantis"; required: one of Cleveland, Hungary/,
    ],
    ["age", "Infinity", /column age: found "Infinity"/],
  ];
  for (const [column, cell, expected] of cases) {
    assert.match(refusal(withCell(column, cell)).message, expected);
  }
});

Deno.test("parseDataset() lists everything wrong at once, by line, and counts what it does not list", () => {
  const broken = Array.from({ length: 30 }, (_, index) => rows[0].replace(/^1,50/, `${index},x`));
  const { message } = refusal([header, ...broken].join("\n"));
  assert.match(message, /30 problems/);
  assert.match(message, /… and 10 more/);
  const lines = [...message.matchAll(/line (\d+)/g)].map(([, line]) => Number(line));
  assert.deepEqual(lines, Array.from({ length: 20 }, (_, index) => index + 2));
});

Deno.test("parseDataset() names missing, misspelt and repeated columns and still checks the rest", () => {
  const { message, hint } = refusal(
    smallTable.replace("thalch", "thalach").replace("cp,", "age,").replace("1,50", "1,fifty"),
  );
  assert.match(message, /column thalch: found nothing/);
  assert.match(message, /the unknown column "thalach"/);
  assert.match(message, /column age: found the column again/);
  assert.match(message, /line 2, column age: found "fifty"/);
  assert.match(hint ?? "", /Did you mean thalch\?/);
});

Deno.test("parseDataset() says when a file is empty, has no rows or no header", () => {
  assert.match(refusal("").message, /the file is empty/);
  assert.match(refusal(`${header}\n`).message, /a single line and no rows/);
  assert.match(refusal(rows.join("\n")).message, /no known column/);
});

Deno.test("parseDataset() recognises a row that is cut short", () => {
  const { message, hint } = refusal(smallTable.slice(0, -30));
  assert.match(message, /line 4: found 9 fields; required: 16 fields/);
  assert.match(hint ?? "", /incomplete download/);
});

Deno.test("parseDataset() explains decimal commas", () => {
  const { message, hint } = refusal(smallTable.replaceAll(",", ";").replace("1.5", "1,5"));
  assert.match(message, /column oldpeak: found "1,5"/);
  assert.match(hint ?? "", /decimal points/);
});

Deno.test("parseDataset() keeps rows with unknown categories, implausible values and zeros, and counts them", () => {
  const { dataset, quality, text } = parse(
    withCell("cp", "sharp").replace("3,45,", "3,5,"),
  );
  assert.equal(dataset.rows.length, 3);
  assert.equal(dataset.rows[0]["cp"], null);
  const counts = Object.fromEntries(quality.columns.map(({ column, ...rest }) => [column, rest]));
  assert.equal(counts["cp"].unknownCategoryCount, 1);
  assert.equal(counts["age"].outOfRangeCount, 1);
  assert.equal(counts["trestbps"].zeroAsMissingCount, 1);
  assert.equal(counts["chol"].zeroAsMissingCount, 1);
  assert.equal(counts["chol"].missingCount, 1);
  assert.ok(text.includes("sharp"), "the canonical text keeps what the schema does not know");
});

Deno.test("parseDataset() reports rows that are alike and keeps them", () => {
  const twin = rows[1].replace(/^2/, "9");
  const { dataset, quality } = parse([smallTable.trimEnd(), twin].join("\n"));
  assert.equal(dataset.rows.length, 4);
  assert.deepEqual(quality.duplicates, [[2, 9]]);
});

Deno.test("parseDataset() leaves the site of row 304 alone in any table but the known one", () => {
  const { dataset, quality } = parse(withCell("id", "304"));
  assert.equal(dataset.sites[0], "Cleveland");
  assert.equal(quality.siteCorrection, undefined);
});
