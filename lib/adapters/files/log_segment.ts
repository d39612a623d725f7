/** One file of a log as it was when it was opened: whole lines only, whoever appends meanwhile. */
import { explainRead } from "@/adapters/files/explain_read.ts";
import { endOfLastLine, readAt } from "@/adapters/files/torn_line.ts";
import { sha256 } from "@/workflows/model/checksums.ts";

/** A file that is open. */
export interface LogSegment extends Disposable {
  readonly path: string;
  /** Its first line, without its line end; undefined when it has none. */
  readonly header: string | undefined;
  /** SHA-256 of its first row's line, which tells it from all others; undefined without a row. */
  readonly digest: string | undefined;
  /** Stays when the file is renamed; null where the system has none. */
  readonly inode: number | null;
  /** Bytes before the first row. */
  readonly start: number;
  /** Bytes of whole lines. */
  readonly end: number;
  /** Whole lines from a place on, in blocks. */
  blocks(start: number): AsyncIterable<LineBlock>;
}

/** Some lines of a file. */
export interface LineBlock {
  readonly text: string;
  /** Bytes of the file up to the last one's end. */
  readonly end: number;
}

const blockSize = 2 ** 19;
const headSize = 4096;

/**
 * Opens one file of a log.
 *
 * @throws {UserError} when it is not there or may not be read
 */
export function openLogSegment(path: string): Promise<LogSegment> {
  return explainRead(path, async () => {
    const file = await Deno.open(path);
    try {
      return await lookInto(file, path);
    } catch (error) {
      file.close();
      throw error;
    }
  });
}

async function lookInto(file: Deno.FsFile, path: string): Promise<LogSegment> {
  // A write that is under way may yet fail and be taken back.
  await file.lock(false);
  const end = endOfLastLine(file);
  await file.unlock();
  // The mark at the start of a text would be lost otherwise, and a block may begin anywhere.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const { header, row } = readHead(file, end);
  return {
    path,
    header: header && decoder.decode(header.subarray(0, -1)),
    digest: row && sha256(row),
    inode: file.statSync().ino,
    start: header?.length ?? 0,
    end,
    async *blocks(start) {
      let buffer = new Uint8Array(blockSize);
      let heldCount = 0;
      await file.seek(start, Deno.SeekMode.Start);
      for (let at = start; at < end;) {
        const free = buffer.subarray(heldCount, heldCount + end - at);
        const count = await file.read(free) ?? 0;
        if (count === 0) return;
        at += count;
        const filledCount = heldCount + count;
        const lineEnd = buffer.subarray(0, filledCount).lastIndexOf(10) + 1;
        if (lineEnd > 0) {
          heldCount = filledCount - lineEnd;
          yield { text: decoder.decode(buffer.subarray(0, lineEnd)), end: at - heldCount };
          buffer.copyWithin(0, lineEnd, filledCount);
        } else {
          heldCount = filledCount;
        }
        if (heldCount === buffer.length) buffer = enlarged(buffer);
      }
    },
    [Symbol.dispose]: () => file.close(),
  };
}

/** The first two lines, with their line ends. */
function readHead(file: Deno.FsFile, end: number): { header?: Uint8Array; row?: Uint8Array } {
  for (let length = headSize;; length *= 2) {
    const bytes = readAt(file, 0, Math.min(length, end));
    const headerEnd = bytes.indexOf(10) + 1;
    const rowEnd = bytes.indexOf(10, headerEnd) + 1;
    const header = bytes.subarray(0, headerEnd);
    if (headerEnd > 0 && rowEnd > 0) return { header, row: bytes.subarray(headerEnd, rowEnd) };
    if (length >= end) return headerEnd > 0 ? { header } : {};
  }
}

function enlarged(buffer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * buffer.length);
  larger.set(buffer);
  return larger;
}
