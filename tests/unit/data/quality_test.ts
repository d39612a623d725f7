import assert from "node:assert/strict";
import { parseDataset } from "@/data/parse.ts";
import { uciTableDigest } from "@/data/uci/known_tables.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readCirculatingTable, testOnRealData } from "../../real_data.ts";

const parseReal = (text = readCirculatingTable()) => parseDataset(heartSchema, text, "real.csv");

testOnRealData("The table in circulation is recognised and its row 304 put right", () => {
  const { dataset, quality } = parseReal();
  assert.equal(dataset.source, "uci");
  assert.equal(dataset.digest, uciTableDigest);
  assert.equal(dataset.sites[303], "Hungary");
  assert.deepEqual(quality.siteCorrection, {
    id: 304,
    found: "Cleveland",
    corrected: "Hungary",
  });
});

testOnRealData("The corrected table is recognised too, saved by whatever program", () => {
  const { text } = parseReal();
  const { dataset, quality } = parseReal(`\uFEFF${text.replaceAll("\n", "\r\n")}`);
  assert.equal(dataset.source, "uci");
  assert.equal(quality.siteCorrection, undefined);
});

testOnRealData("One changed cell makes it another table", () => {
  const { dataset } = parseReal(readCirculatingTable().replace("1,63,Male", "1,64,Male"));
  assert.equal(dataset.source, "file");
  assert.equal(dataset.sites[303], "Cleveland");
});

testOnRealData("The real table's quality is as it is known", () => {
  const { quality, dataset } = parseReal();
  assert.equal(quality.rowCount, 920);
  assert.equal(quality.positiveCount, 509);
  assert.deepEqual(quality.duplicates, [[405, 406], [860, 908]]);
  const missing = Object.fromEntries(
    quality.columns.map(({ column, missingCount }) => [column, missingCount]),
  );
  assert.deepEqual(missing, {
    ...{ id: 0, age: 0, sex: 0, dataset: 0, cp: 0, trestbps: 59, chol: 30, fbs: 90, restecg: 2 },
    ...{ thalch: 55, exang: 55, oldpeak: 62, slope: 309, ca: 611, thal: 486, num: 0 },
  });
  const zeros = quality.columns.filter(({ zeroAsMissingCount }) => zeroAsMissingCount > 0)
    .map(({ column, zeroAsMissingCount }) => [column, zeroAsMissingCount]);
  assert.deepEqual(zeros, [["trestbps", 1], ["chol", 172]]);
  assert.deepEqual(
    quality.sites.map(({ site, rowCount, positiveCount }) => [site, rowCount, positiveCount]),
    [["Cleveland", 303, 139], ["Hungary", 294, 106], ["Switzerland", 123, 115], [
      "VA Long Beach",
      200,
      149,
    ]],
  );
  assert.equal(dataset.rows.filter((row) => row["sex"] === "Male").length, 726);
  const strange = quality.columns.filter((column) =>
    column.outOfRangeCount + column.unknownCategoryCount > 0
  );
  assert.deepEqual(strange, []);
});
