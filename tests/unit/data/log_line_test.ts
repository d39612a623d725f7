/** A log's rows are single lines that no spreadsheet computes. */
import assert from "node:assert/strict";
import { formatLogLine, guarded, readLogLines, unguarded } from "@/data/log_line.ts";

Deno.test("guarded() marks what a spreadsheet would compute, and leaves numbers and words", () => {
  for (const text of ["=1+1", "+A1", "-x", "@SUM(A1)", "\tx", "'x", "＝1", "--1", "+", "-1e"]) {
    assert.equal(guarded(text), `'${text}`);
  }
  for (const text of ["", "x", "1=1", "-5", "+1.5", "-.5", "-1e-7", "a'b", "\\n"]) {
    assert.equal(guarded(text), text);
  }
});

Deno.test("guarded() writes line breaks as escapes behind the mark", () => {
  assert.equal(guarded("two\r\nlines\\n"), "'two\\r\\nlines\\\\n");
  assert.equal(unguarded("'two\\r\\nlines\\\\n"), "two\r\nlines\\n");
});

Deno.test("guarded() writes half a surrogate pair, which UTF-8 has not, as an escape", () => {
  for (const text of ["\ud83d", "a\udc00b", "\ud83d\\ud83d", "'\udfff😀"]) {
    assert.ok(guarded(text).isWellFormed());
    assert.equal(unguarded(guarded(text)), text);
  }
});

Deno.test("a row with line breaks is one line", () => {
  assert.equal(formatLogLine(["a", "b\nc", 'd"e', "f,g"]), `a,'b\\nc,"d""e","f,g"\n`);
});

Deno.test("lines with another number of fields or unpaired quotation marks are counted, not read", () => {
  const damaged = ["c", "d,e,f", '"g,h', '"i"j,k', "", 'l,m"', '"n,""', '"o"",p', 'q,"r"s'];
  const text = ["a,b", ...damaged, '"",'].map((line) => `${line}\n`).join("");
  const { rows, damagedCount } = readLogLines(text, 2);
  assert.deepEqual(rows, [["a", "b"], ["", ""]]);
  assert.equal(damagedCount, damaged.length);
});
