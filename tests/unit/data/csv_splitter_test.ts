import assert from "node:assert/strict";
import { CsvSplitter } from "@/data/csv_splitter.ts";

function split(text: string, separator = ",") {
  return new CsvSplitter(separator).split(text, true);
}

const fieldsOf = (text: string, separator?: string) =>
  split(text, separator).records.map(({ fields }) => fields);

Deno.test("quoted fields hold separators, line ends and quotation marks", () => {
  assert.deepEqual(fieldsOf('a,"b, ""c""\r\nd",\n"",x,""""\n'), [
    ["a", 'b, "c"\r\nd', ""],
    ["", "x", '"'],
  ]);
});

Deno.test("LF, CRLF and CR end lines, and the last line needs no end", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    assert.deepEqual(fieldsOf(`a;b${end}1;2${end}3;4`, ";"), [["a", "b"], ["1", "2"], ["3", "4"]]);
  }
});

Deno.test("a record knows the line on which it begins, blank lines and line ends in quotes counted", () => {
  const { records } = split('a,b\r\n"x\r\ny",1\r\n\r\n , \n2,3\n');
  assert.deepEqual(records.map(({ line }) => line), [1, 2, 6]);
});

Deno.test("a quotation mark within a field costs its line and nothing else", () => {
  const { records, problems } = split('a,b\n5" tall,1\n"x"y,2\n3,4\n');
  assert.deepEqual(records.map(({ fields }) => fields), [["a", "b"], ["3", "4"]]);
  assert.deepEqual(problems.map(({ line }) => line), [2, 3]);
});

Deno.test("a quotation mark that is never closed costs its line, however much follows", () => {
  const splitter = new CsvSplitter(",");
  const rows = Array.from({ length: 1000 }, (_, row) => `${row},"text ${row}"\n`).join("");
  const lines: number[] = [];
  const problems: (number | undefined)[] = [];
  const take = (piece: ReturnType<CsvSplitter["split"]>) => {
    lines.push(...piece.records.map(({ line }) => line));
    problems.push(...piece.problems.map(({ line }) => line));
  };
  take(splitter.split('a,b\n1,"open\n'));
  take(splitter.split("no other quotation mark follows,\n".repeat(40_000)));
  take(splitter.split(rows, true));
  assert.deepEqual(problems.slice(0, 1), [2]);
  assert.equal(lines.at(-1), 2 + 40_000 + 1000);
  assert.equal(lines.length, 1 + 40_000 + 1000);
});
