/** Splits CSV text into records as it streams in, and goes on after a malformed one. */
import type { Problem } from "@/data/problem.ts";

/** One record of a stream. */
export interface SplitRecord {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** What a piece of text completed. */
export interface SplitPiece {
  readonly records: readonly SplitRecord[];
  readonly problems: readonly Problem[];
}

/** Longer records, in UTF-16 units, are taken for an unclosed quotation mark. */
const longestRecord = 2 ** 20;

const [quote, carriageReturn, lineFeed] = ['"', "\r", "\n"].map((text) => text.charCodeAt(0));

const required = 'fields in plain text, or quoted from end to end with inner quotes as ""';

/** Takes text in pieces; quoted and plain fields, LF, CRLF and CR line ends; skips blank lines. */
export class CsvSplitter {
  readonly #separator: number;
  #text = "";
  #position = 0;
  #line = 1;
  #records: SplitRecord[] = [];
  #problems: Problem[] = [];

  /** @param separator one character */
  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** What is complete with this piece; `isLast` completes everything. */
  split(piece: string, isLast = false): SplitPiece {
    this.#text = this.#text.slice(this.#position) + piece;
    this.#position = 0;
    while (this.#position < this.#text.length && this.#readRecord(isLast));
    const { records, problems } = { records: this.#records, problems: this.#problems };
    this.#records = [];
    this.#problems = [];
    return { records, problems };
  }

  /** Reads one record; false when its end has not come yet. */
  #readRecord(isLast: boolean): boolean {
    const start = this.#position;
    const line = this.#line;
    const fields: string[] = [];
    let isBroken = false;
    let at = start;
    while (true) {
      const fieldStart = at;
      const isQuoted = this.#text.charCodeAt(at) === quote;
      if (isQuoted) {
        at = this.#closingQuote(at);
        if (at < 0) return this.#readUnclosed(start, isLast);
        at++;
      }
      const plainStart = at;
      at = this.#fieldEnd(at);
      isBroken ||= isQuoted ? at > plainStart : this.#hasQuote(fieldStart, at);
      fields.push(
        isQuoted
          ? this.#text.slice(fieldStart + 1, plainStart - 1).replaceAll('""', '"')
          : this.#text.slice(fieldStart, at),
      );
      if (this.#text.charCodeAt(at) !== this.#separator) break;
      at++;
    }
    const end = this.#lineEnd(at, isLast);
    if (end === undefined) return this.#text.length - start > longestRecord && this.#giveUp(start);
    if (isBroken) {
      this.#problems.push({ line, found: "a quotation mark within a field", required });
    } else if (fields.some((field) => field.trim() !== "")) {
      this.#records.push({ line, fields });
    }
    this.#advance(start, end);
    return true;
  }

  /** Place of the quotation mark that closes the one at `open`; −1 when there is none yet. */
  #closingQuote(open: number): number {
    let at = this.#text.indexOf('"', open + 1);
    while (at >= 0 && this.#text.charCodeAt(at + 1) === quote) at = this.#text.indexOf('"', at + 2);
    return at;
  }

  /** Place of the next separator or line end, or of the text's end. */
  #fieldEnd(from: number): number {
    let at = from;
    for (; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === this.#separator || code === lineFeed || code === carriageReturn) break;
    }
    return at;
  }

  #hasQuote(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#text.charCodeAt(at) === quote) return true;
    return false;
  }

  /** Place after the line end at `at`; undefined while it cannot be told. */
  #lineEnd(at: number, isLast: boolean): number | undefined {
    if (at >= this.#text.length) return isLast ? at : undefined;
    if (this.#text.charCodeAt(at) === lineFeed) return at + 1;
    if (at + 1 >= this.#text.length && !isLast) return undefined;
    return this.#text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }

  #readUnclosed(start: number, isLast: boolean): boolean {
    return (isLast || this.#text.length - start > longestRecord) && this.#giveUp(start);
  }

  /** Leaves a line whose record does not end, and goes on with the next one. */
  #giveUp(start: number): true {
    const found =
      "a quotation mark that is never closed, or a record of more than a million characters";
    this.#problems.push({ line: this.#line, found, required });
    const lineEnd = /\r\n?|\n/g;
    lineEnd.lastIndex = start;
    this.#advance(start, lineEnd.exec(this.#text) ? lineEnd.lastIndex : this.#text.length);
    return true;
  }

  /** Goes on to `end`, counting the lines before it. */
  #advance(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const code = this.#text.charCodeAt(at);
      const isPair = code === carriageReturn && this.#text.charCodeAt(at + 1) === lineFeed;
      if (code === lineFeed || code === carriageReturn && !isPair) this.#line++;
    }
    this.#position = end;
  }
}
