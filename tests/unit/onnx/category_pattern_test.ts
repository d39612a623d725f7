import assert from "node:assert/strict";
import fc from "fast-check";
import { categoryPattern } from "@/onnx/category_pattern.ts";
import { readCell } from "@/schema/cell.ts";
import { heartSchema } from "@/schema/heart.ts";

const columns = heartSchema.features.filter((column) => column.kind === "categorical");

/** The pattern as JavaScript writes it; the constructs used mean the same in RE2. */
function matcher(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll("\\x{", "\\u{")})$`, "u");
}

/** By column and label. */
const matchers = new Map(columns.map((column) => [
  column,
  column.categories.map(({ label }) => ({
    label,
    regExp: matcher(categoryPattern(column, label)),
  })),
]));

const sameAsReadCell = (text: string) => {
  for (const column of columns) {
    const { value } = readCell(heartSchema, column, text);
    const matching = matchers.get(column)!
      .filter(({ regExp }) => regExp.test(text))
      .map(({ label }) => label);
    assert.deepEqual(matching, value === null ? [] : [value], `${column.name}: '${text}'`);
  }
};

const spellings = columns.flatMap(({ categories }) =>
  categories.flatMap(({ code, label, aliases }) => [code, label, ...aliases])
);
const blank = fc.constantFrom(
  "",
  "",
  " ",
  "\t",
  "\r\n",
  "\v\f",
  "\u00a0",
  "\u2003",
  "\ufeff",
  "\u3000",
);

Deno.test("patterns match what readCell takes for the label, in any case and among blanks", () => {
  const spelling = fc.constantFrom(...spellings, ...heartSchema.missingSpellings);
  const cased = spelling.chain((text) => fc.mixedCase(fc.constant(text)));
  fc.assert(fc.property(blank, cased, blank, (before, text, after) => {
    sameAsReadCell(before + text + after);
  }));
});

Deno.test("patterns match codes as numbers are written", () => {
  const digit = fc.constantFrom("0", "1", "2", "3", "4", "6", "7", "9");
  const number = fc.tuple(
    fc.constantFrom("", "", "+", "-"),
    fc.constantFrom("", "0", "000"),
    fc.oneof(digit, fc.constant("")),
    fc.constantFrom("", "", ".", ".0", ".000", ".5"),
    fc.constantFrom("", "", "e0", "E+0", "e-00", "e"),
  ).map((parts) => parts.join(""));
  fc.assert(fc.property(number, blank, (text, after) => sameAsReadCell(text + after)));
  for (const zero of ["0e7", "-.0", "0.", "+0.0e-3"]) sameAsReadCell(zero);
});

Deno.test("patterns match no text that only looks like a label", () => {
  const words = [
    "ſt-t abnormality",
    "non_anginal",
    "male female",
    "1 2",
    "1,0",
    "１",
    "0x1",
    "--1",
  ];
  words.forEach(sameAsReadCell);
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 6 }), sameAsReadCell));
  const neighbour = fc.tuple(
    fc.constantFrom(...spellings),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  fc.assert(fc.property(neighbour, ([text, extra]) => sameAsReadCell(text + extra)));
});

Deno.test("a number that a power of ten scales is a code here and unknown there", () => {
  const [column] = columns;
  assert.notEqual(readCell(heartSchema, column, "10e-1").value, null);
  assert.ok(!matchers.get(column)!.some(({ regExp }) => regExp.test("10e-1")));
});
