import assert from "node:assert/strict";
import fc from "fast-check";
import { wrapWords } from "@/plots/wrap_words.ts";

const length = (line: string) => line.length;

Deno.test("wrapWords() keeps every word, in order, and every line within the limit", () => {
  fc.assert(fc.property(
    fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
    fc.integer({ min: 12, max: 60 }),
    (words, limit) => {
      const lines = wrapWords(words.join(" "), limit, length);
      assert.equal(lines.join(" "), words.join(" "));
      assert.ok(lines.every((line) => line.length <= limit));
    },
  ));
});

Deno.test("wrapWords() balances lines instead of leaving a word alone", () => {
  assert.deepEqual(wrapWords("one two three four five", 20, length), [
    "one two three",
    "four five",
  ]);
});

Deno.test("wrapWords() gives a word that is too long a line of its own", () => {
  assert.deepEqual(wrapWords("a incomprehensible b", 5, length), ["a", "incomprehensible", "b"]);
});
