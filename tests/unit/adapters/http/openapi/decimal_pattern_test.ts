import assert from "node:assert/strict";
import { decimalPattern } from "@/adapters/http/openapi/decimal_pattern.ts";

const matcher = (lowest: number, highest: number, isInteger: boolean) => {
  const pattern = new RegExp(`^(${decimalPattern(lowest, highest, isInteger)})$`);
  return (text: string) => pattern.test(text);
};

/** Spellings of an integer and its tenths. */
function spellings(value: number): string[] {
  const plain = value.toFixed(1);
  const unsigned = plain.replace("-", "");
  const sign = value < 0 ? "-" : "";
  const texts = [plain, `${plain}00`, `${sign}00${unsigned}`];
  if (Number.isInteger(value)) texts.push(String(value), `${value}.`);
  if (value >= 0) texts.push(`+${plain}`);
  return texts;
}

Deno.test("exactly the numbers within the bounds match, however they are spelt", () => {
  const bounds = [[0, 1], [0, 4], [0, 9], [0, 10], [0, 99], [0, 100], [0, 130], [0, 300], [
    0,
    1500,
  ]];
  for (const [lowest, highest] of [...bounds, [-20, 20], [-3, 7], [-1, 109], [-100, 1]]) {
    const [isDecimal, isInteger] = [false, true].map((only) => matcher(lowest, highest, only));
    for (let tenths = 10 * lowest - 25; tenths <= 10 * highest + 25; tenths++) {
      const value = tenths / 10;
      const isWithin = value >= lowest && value <= highest;
      for (const text of spellings(value)) {
        assert.equal(isDecimal(text), isWithin, `${text} in ${lowest} to ${highest}`);
        assert.equal(isInteger(text), isWithin && tenths % 10 === 0, `${text}, an integer`);
      }
    }
  }
});

Deno.test("a hair beyond a bound does not match", () => {
  const within = matcher(-20, 130, false);
  for (const text of ["130.0000", "129.99999", "-20.000", "-19.9999"]) {
    assert.ok(within(text), text);
  }
  for (const text of ["130.00001", "-20.00001", "1300", "-200", "131"]) {
    assert.ok(!within(text), text);
  }
});

Deno.test("what is no decimal does not match", () => {
  const within = matcher(-20, 130, false);
  for (const text of ["", " ", ".", "+", "-", "1e1", "0x1", "1,5", "--1", "+-1", "Infinity", "١"]) {
    assert.ok(!within(text), text);
  }
});
