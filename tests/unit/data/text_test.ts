import assert from "node:assert/strict";
import { decodeText } from "@/data/text.ts";
import { UserError } from "@/errors.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 * i, text.charCodeAt(i), isLittleEndian);
  }
  return new Uint8Array(view.buffer);
}

Deno.test("decodeText() reads UTF-8 with and without a byte order mark, without a note", () => {
  for (const text of ["id,é\n", "\uFEFFid,é\n"]) {
    assert.deepEqual(decodeText(utf8(text), "x.csv"), { text: "id,é\n", notes: [] });
  }
});

Deno.test("decodeText() reads UTF-16 of either byte order, with and without its mark, and says so", () => {
  for (const isLittleEndian of [true, false]) {
    for (const mark of ["\uFEFF", ""]) {
      const { text, notes } = decodeText(utf16(`${mark}id,age\n1,50\n`, isLittleEndian), "x.csv");
      assert.equal(text, "id,age\n1,50\n");
      assert.match(notes[0], isLittleEndian ? /utf-16le/ : /utf-16be/);
    }
  }
});

Deno.test("decodeText() reads bytes that are no UTF-8 as Windows-1252 and says so", () => {
  const { text, notes } = decodeText(Uint8Array.of(0x69, 0x64, 0xe9, 0x0a), "x.csv");
  assert.equal(text, "idé\n");
  assert.match(notes[0], /windows-1252/);
});

Deno.test("decodeText() refuses binary content and says what it seems to be", () => {
  const contents: [number[], RegExp][] = [
    [[0x50, 0x4b, 3, 4, 0, 0], /zip archive or Excel/],
    [[0x1f, 0x8b, 8, 0, 0], /gzip/],
    [[0x50, 0x41, 0x52, 0x31, 0, 0, 7], /Parquet/],
    [[1, 2, 3, 0, 0, 0], /binary/],
  ];
  for (const [bytes, expected] of contents) {
    assert.throws(
      () => decodeText(Uint8Array.from(bytes), "x.bin"),
      (error) => error instanceof UserError && expected.test(error.message),
    );
  }
});
