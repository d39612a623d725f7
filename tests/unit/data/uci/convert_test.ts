import assert from "node:assert/strict";
import { convertUciFiles, uciFiles } from "@/data/uci/convert.ts";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readCirculatingTable, readUciFile, testOnRealData } from "../../../real_data.ts";

const line = "63.0,1.0,1.0,145.0,233.0,1.0,2.0,150.0,0.0,.7,3.0,?,6.0,0";
const convert = (texts: Record<string, string>) => {
  const files = uciFiles.map(({ name }) => [name, texts[name] ?? line] as const);
  return convertUciFiles(heartSchema, new Map(files));
};

testOnRealData(
  "convertUciFiles() gives the known table byte for byte, row 304's site apart",
  () => {
    const texts = new Map(uciFiles.map(({ name }) => [name, readUciFile(name)]));
    const expected = readCirculatingTable()
      .replace(/^(304,.*),Cleveland,/m, "$1,Hungary,");
    assert.equal(convertUciFiles(heartSchema, texts), expected);
  },
);

Deno.test("convertUciFiles() replaces codes by labels, numbers rows and names sites", () => {
  const lines = convert({}).trimEnd().split("\n");
  assert.equal(lines.length, 5);
  assert.equal(
    lines[1],
    "1,63,Male,Cleveland,typical angina,145,233,TRUE,lv hypertrophy,150,FALSE,0.7,downsloping,," +
      "fixed defect,0",
  );
  assert.match(lines[4], /^4,63,Male,VA Long Beach,/);
});

Deno.test("convertUciFiles() names file, line and column of what it cannot use, over all files", () => {
  const texts = {
    "processed.cleveland.data": `${line}\n${line.replace("145.0", "high")}`,
    "processed.switzerland.data": line.replace(",0.0,", ","),
    "processed.va.data": " ",
  };
  assert.throws(() => convert(texts), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /3 problems/);
    assert.match(
      error.message,
      /processed\.cleveland\.data, line 2, column trestbps: found "high"/,
    );
    assert.match(error.message, /processed\.switzerland\.data, line 1: found 13 fields/);
    assert.match(error.message, /processed\.va\.data: found no rows/);
    return true;
  });
});
