/** Turns a file's bytes into text, whatever encoding a spreadsheet has saved them in. */
import { exitCode, UserError } from "@/errors.ts";

/** Text, with a note for a person when it took more than reading UTF-8. */
export interface DecodedText {
  readonly text: string;
  readonly notes: readonly string[];
}

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * Decodes UTF-8, UTF-16 (with its byte order mark, or plainly recognisable without) and, for
 * bytes that are no valid UTF-8, Windows-1252; drops a byte order mark.
 *
 * @throws {UserError} when the bytes are no text
 */
export function decodeText(bytes: Uint8Array, fileName: string): DecodedText {
  const encoding = detectEncoding(bytes);
  const text = encoding && new TextDecoder(encoding).decode(bytes);
  // deno-lint-ignore no-control-regex -- control characters are what tells text from other files
  if (text === undefined || /[\x00-\x08\x0e-\x1f]/.test(text)) {
    throw new UserError(
      `Cannot read ${fileName} as a table: found binary content (${describeBinary(bytes)}); ` +
        `required: CSV text in UTF-8.`,
      { exitCode: exitCode.data, hint: "Export the table as CSV, or name another file." },
    );
  }
  return { text, notes: encoding === "utf-8" ? [] : [`Read as ${encoding}, not UTF-8.`] };
}

function detectEncoding(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  if (bytes.includes(0)) return detectUtf16(bytes);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** ASCII in UTF-16 has a zero in every other byte and nowhere else. */
function detectUtf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  bytes.forEach((byte, index) => zeros[index % 2] += byte === 0 ? 1 : 0);
  const half = Math.floor(bytes.length / 2);
  if (zeros[0] === 0 && zeros[1] > 0.9 * half) return "utf-16le";
  if (zeros[1] === 0 && zeros[0] > 0.9 * half) return "utf-16be";
  return undefined;
}

function describeBinary(bytes: Uint8Array): string {
  if (startsWith(bytes, 0x50, 0x4b)) return "a zip archive or Excel workbook";
  if (startsWith(bytes, 0x1f, 0x8b)) return "gzip-compressed data";
  if (startsWith(bytes, 0x50, 0x41, 0x52, 0x31)) return "a Parquet file";
  return "control characters";
}
