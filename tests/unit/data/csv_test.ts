import assert from "node:assert/strict";
import { readCsv } from "@/data/csv.ts";

const fieldsOf = (text: string) => readCsv(text).records.map(({ fields }) => fields);

Deno.test("readCsv() reads LF, CRLF and CR line ends and drops a byte order mark", () => {
  for (const text of ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "\uFEFFa,b\n1,2"]) {
    assert.deepEqual(fieldsOf(text), [["a", "b"], ["1", "2"]], JSON.stringify(text));
  }
});

Deno.test("readCsv() finds the separator in the first line and says so", () => {
  for (const [separator, name] of [[";", "semicolons"], ["\t", "tabs"], ["|", "bars"]]) {
    const { records, notes } = readCsv(`a${separator}b\n1,5${separator}2\n`);
    assert.deepEqual(records.map(({ fields }) => fields), [["a", "b"], ["1,5", "2"]]);
    assert.deepEqual(notes, [`Fields are separated by ${name}.`]);
  }
});

Deno.test("readCsv() reads quoted fields with separators, quotes and line ends in them", () => {
  assert.deepEqual(fieldsOf('a,b\n"1,2","say ""x""\nno"\n'), [["a", "b"], ["1,2", 'say "x"\nno']]);
});

Deno.test("readCsv() counts blank lines in a note and keeps the line numbers right", () => {
  const { records, notes } = readCsv("a,b\n\n1,2\n , \n\n3,4\n");
  assert.deepEqual(records.map(({ line }) => line), [1, 3, 6]);
  assert.deepEqual(notes, ["3 lines are blank and hold no row: 2, 4, 5."]);
});

Deno.test("readCsv() says where a quotation mark is opened and never closed", () => {
  const { problems } = readCsv('a,b\n1,2\n3,"4\n5,6\n7,8\n');
  assert.equal(problems.length, 1);
  assert.equal(problems[0].line, 3);
  assert.match(problems[0].found, /never closed/);
});

Deno.test("readCsv() names the line of a quotation mark within a field", () => {
  const { problems } = readCsv('a,b\n1,2\n3,4"\n5,6\n');
  assert.equal(problems[0].line, 3);
  assert.match(problems[0].found, /within a field/);
});
