/** What a category may be called, as a regular expression of RE2, which ONNX's runtimes use. */
import { spellings } from "@/schema/cell.ts";
import type { CategoricalColumn } from "@/schema/column.ts";

/** All that `String.prototype.trim` removes. */
const blanks = String
  .raw`[\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]*`;

const wholeNumber = /^(0|[1-9]\d*)$/;

/**
 * Matches, as a whole, every text that `readCell` reads as `label`: any accepted spelling in any
 * case and among any blanks, and for a whole number every way to write it.
 *
 * Only numbers that a power of ten scales, such as `20e-1`, or digits beyond a double's precision
 * make whole again are left out: no regular expression can tell them.
 */
export function categoryPattern(column: CategoricalColumn, label: string): string {
  const alternatives = [...spellings(column)]
    .filter(([, meaning]) => meaning === label)
    .map(([spelling]) =>
      wholeNumber.test(spelling) ? numberPattern(spelling) : textPattern(spelling)
    );
  return `${blanks}(?:${alternatives.join("|")})${blanks}`;
}

/** `"2"` also matches `"2.0"`, `"02"`, `"+2."` and `"2e0"`. */
function numberPattern(digits: string): string {
  return digits === "0"
    ? String.raw`[+-]?(?:0+\.?0*|\.0+)(?:[eE][+-]?[0-9]+)?`
    : String.raw`\+?0*${digits}(?:\.0*)?(?:[eE][+-]?0+)?`;
}

/** Letter by letter, because RE2's own folding also takes `ſ` for `s`. */
function textPattern(lowerCase: string): string {
  return Array.from(lowerCase, (character) => {
    const upper = character.toUpperCase();
    if (upper !== character && upper.toLowerCase() === character) return `[${character}${upper}]`;
    return character.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
  }).join("");
}
