/** A text file of any size in pieces, whatever Unicode encoding it is in. */
import { exitCode, UserError } from "@/errors.ts";
import { explainRead } from "@/adapters/files/explain_read.ts";

/** A piece of a file. */
export interface TextPiece {
  readonly text: string;
  /** Bytes read by now. */
  readonly byteCount: number;
}

const pieceSize = 2 ** 16;

/**
 * Decodes UTF-8, and UTF-16 that has its byte order mark; drops the mark. The next piece is read
 * when it is asked for.
 *
 * @throws {UserError} when the file cannot be read, or is no such text
 */
export async function* readPieces(path: string): AsyncGenerator<TextPiece, void, undefined> {
  using file = await explainRead(path, () => Deno.open(path));
  const buffer = new Uint8Array(pieceSize);
  let decoder: TextDecoder | undefined;
  let byteCount = 0;
  for (
    let count = await file.read(buffer);
    count !== null;
    count = await file.read(buffer)
  ) {
    const bytes = buffer.subarray(0, count);
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    byteCount += count;
    yield { text: decode(decoder, bytes, path), byteCount };
  }
  const rest = decoder && decode(decoder, undefined, path);
  if (rest) yield { text: rest, byteCount };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function decode(decoder: TextDecoder, bytes: BufferSource | undefined, path: string): string {
  try {
    const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    if (!text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new UserError(
    `Cannot read ${path} as a table: found bytes that are no text; required: CSV in UTF-8, or in ` +
      "UTF-16 with a byte order mark.",
    {
      exitCode: exitCode.data,
      hint: "Export the table as CSV in UTF-8; a Parquet file's name ends in .parquet.",
    },
  );
}
