/** The form of a log's rows: CSV, a row to a line, and nothing that a spreadsheet takes for a formula. */
import { formatFields } from "@/data/canonical.ts";

/** What lines were read as. */
export interface LogRows {
  /** n rows × their fields. */
  readonly rows: readonly (readonly string[])[];
  /** Lines that are no rows: they have another number of fields. */
  readonly damagedCount: number;
}

/** A spreadsheet computes what begins so (OWASP, CSV injection); the mark itself is among them. */
const formula = /^['=+\-@\t＝＋－＠]/;
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What a row of plain fields does not hold. */
const special = /["\r\n\ud800-\udfff]|(?:^|,)['=+\-@\t＝＋－＠]/;

/** Line breaks, and halves of surrogate pairs, which JSON may hold and UTF-8 may not. */
const unwritable = /[\r\n]|\p{Surrogate}/u;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\r": "\\r", "\n": "\\n" };
const unescapes: Readonly<Record<string, string>> = { "\\\\": "\\", "\\r": "\r", "\\n": "\n" };

/**
 * Text as it may stand in a cell. What would be a formula, or more than one line, gets `'` as a mark
 * before it, and behind the mark `\\`, `\r`, `\n` and `\ud800` stand for a backslash, line breaks and
 * half a surrogate pair. {@linkcode unguarded} gives the text back, whatever it is.
 *
 * So a torn line is told by its missing end, without looking for quotation marks before it.
 */
export function guarded(text: string): string {
  if (!formula.test(text) && !unwritable.test(text) || number.test(text)) return text;
  return `'${
    text.replace(
      /[\\\r\n]|\p{Surrogate}/gu,
      (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16)}`,
    )
  }`;
}

/** The text that {@linkcode guarded} was given. */
export function unguarded(cell: string): string {
  if (!cell.startsWith("'")) return cell;
  return cell.slice(1).replace(
    /\\(?:[\\rn]|u[0-9a-f]{4})/g,
    (escape) => unescapes[escape] ?? String.fromCharCode(parseInt(escape.slice(2), 16)),
  );
}

/** One row as a line, with its line end. */
export function formatLogLine(fields: readonly string[]): string {
  const line = fields.join(",");
  // Most rows need nothing, and one look at the whole is several times as fast as one at each field.
  const isPlain = !special.test(line) && line.split(",").length === fields.length;
  return `${isPlain ? line : formatFields(fields.map(guarded))}\n`;
}

/** Reads whole lines, each with its line end; a million in about a second. */
export function readLogLines(text: string, columnCount: number): LogRows {
  const lines = text.split("\n");
  lines.pop();
  // Most logs hold neither character anywhere, and then no line has to be searched for them.
  const [hasQuotes, hasMarks] = [text.includes('"'), text.includes("'")];
  const rows: string[][] = [];
  for (const line of lines) {
    const fields = hasQuotes && line.includes('"') ? quotedFields(line) : line.split(",");
    if (fields.length !== columnCount) continue;
    rows.push(hasMarks ? fields.map(unguarded) : fields);
  }
  return { rows, damagedCount: lines.length - rows.length };
}

/** A line's fields; none when its quotation marks are out of order. */
function quotedFields(line: string): string[] {
  const fields: string[] = [];
  for (let start = 0; start <= line.length;) {
    const isQuoted = line[start] === '"';
    const end = isQuoted ? closingQuote(line, start) + 1 : fieldEnd(line, start);
    const field = isQuoted ? line.slice(start + 1, end - 1) : line.slice(start, end);
    const isSound = isQuoted ? end > 0 && end === fieldEnd(line, end) : !field.includes('"');
    if (!isSound) return [];
    fields.push(isQuoted ? field.replaceAll('""', '"') : field);
    start = end + 1;
  }
  return fields;
}

/** Place of the quotation mark that closes the one at `open`; −1 when there is none. */
function closingQuote(line: string, open: number): number {
  let at = line.indexOf('"', open + 1);
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at;
}

/** Place of the next comma, or of the line's end. */
function fieldEnd(line: string, from: number): number {
  const at = line.indexOf(",", from);
  return at < 0 ? line.length : at;
}
