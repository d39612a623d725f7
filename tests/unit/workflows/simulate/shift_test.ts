import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { parseShifts, shiftValue } from "@/workflows/simulate/shift.ts";

const shifted = (text: string, value: number) =>
  shiftValue(parseShifts(text, heartSchema)[0], value);

Deno.test("a shift adds, takes away or multiplies", () => {
  assert.equal(shifted("age=+10", 50), 60);
  assert.equal(shifted("thalch=-20", 160), 140);
  assert.equal(shifted("oldpeak=-1", 0.5), -0.5);
  assert.equal(shifted("chol=*1.3", 200), 260);
  assert.equal(shifted("oldpeak=*.5", 1), 0.5);
});

Deno.test("several shifts are read at once, blanks and all", () => {
  const shifts = parseShifts(" age = +10, chol=*1.3", heartSchema);
  assert.deepEqual(
    shifts.map(({ column, factor, summand }) => [column.name, factor, summand]),
    [["age", 1, 10], ["chol", 1.3, 0]],
  );
});

Deno.test("a shifted value stays within the limits, and whole where only whole ones are", () => {
  assert.equal(shifted("age=+10", 128), 130);
  assert.equal(shifted("age=-70", 50), 0);
  assert.equal(shifted("ca=*1.3", 2), 3);
  assert.equal(shifted("ca=+9", 2), 4);
});

Deno.test("a zero that means not measured stays, and others move", () => {
  assert.equal(shifted("chol=+10", 0), 0);
  assert.equal(shifted("oldpeak=+1", 0), 1);
});

Deno.test("a product carries no rounding error, and no zero is negative", () => {
  assert.equal(shifted("chol=*1.3", 233), 302.9);
  assert(Object.is(shifted("oldpeak=*0", -1), 0));
});

Deno.test("what is no shift is refused, and the message says why", () => {
  const refusals = {
    "foo=+1": /there is no column 'foo'/,
    "dataset=+1": /there is no column 'dataset'/,
    "sex=+1": /column 'sex' holds no numbers/,
    "age=10": /age=10 is none of \+10, -10 and \*1\.3/,
    "age=++1": /none of/,
    "age=*-1": /none of/,
    "age": /'age' is no column=value/,
    "": /'' is no column=value/,
    "age=+1,": /'' is no column=value/,
    "age=+1,age=*2": /'age' is there twice/,
  };
  for (const [text, message] of Object.entries(refusals)) {
    assert.throws(() => parseShifts(text, heartSchema), (error) => {
      assert(error instanceof UserError && error.exitCode === exitCode.usage, text);
      assert.match(error.message, message);
      return true;
    });
  }
});
