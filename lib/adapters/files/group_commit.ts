/** Appends lines to a file, durably: writers who come together share one write and one sync. */

import { gather } from "@/workflows/serve/gather.ts";

/** A file that lines are appended to. */
export interface GroupCommit {
  /** Lines that are not on disk yet. */
  readonly waitingCount: number;
  /** Appends whole lines; fulfilled when they are on disk. */
  append(lines: string): Promise<void>;
  /** Waits for what was appended, and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens a file for appending; one that is new or empty gets `header` as its first line, and a torn
 * last line, which a crash can leave, is cut off: nobody was told that it is there.
 *
 * Several processes may append to one file: each locks it for as long as it writes.
 *
 * @throws when the file cannot be opened or has another header
 */
export async function openGroupCommit(path: string, header: string): Promise<GroupCommit> {
  const file = await Deno.open(path, { read: true, append: true, create: true });
  const encoder = new TextEncoder();
  let waitingCount = 0;
  let writing = Promise.resolve();

  const append = gather(async (pieces: readonly string[]) => {
    await write(encoder.encode(pieces.join("")));
    return pieces.map(() => undefined);
  });

  async function write(bytes: Uint8Array): Promise<void> {
    // The calls are short, and the way to another thread and back would be longer.
    if (!file.tryLockSync(true)) await file.lock(true);
    const { size } = file.statSync();
    try {
      for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    } catch (error) {
      // A part of a line must not stay: the next one would be joined to it.
      file.truncateSync(size);
      throw error;
    } finally {
      file.unlockSync();
    }
    await file.syncData();
  }

  await prepare(file, path, header);
  return {
    get waitingCount() {
      return waitingCount;
    },
    async append(lines) {
      waitingCount++;
      const done = append(lines);
      writing = done.then(() => {}, () => {});
      try {
        await done;
      } finally {
        waitingCount--;
      }
    },
    async close() {
      await writing;
      file.close();
    },
  };
}

async function prepare(file: Deno.FsFile, path: string, header: string): Promise<void> {
  await file.lock(true);
  try {
    const { size } = await file.stat();
    const line = `${header}\n`;
    if (size === 0) return void await file.write(new TextEncoder().encode(line));
    const { text } = await readAt(file, 0, Math.min(size, line.length));
    if (text !== line) throw new Error(`${path} begins with another header than '${header}'.`);
    await file.truncate(await endOfLastLine(file, size));
  } finally {
    await file.unlock();
  }
}

async function endOfLastLine(file: Deno.FsFile, size: number): Promise<number> {
  const blockSize = 65_536;
  for (let end = size; end > 0; end -= blockSize) {
    const start = Math.max(0, end - blockSize);
    const { bytes } = await readAt(file, start, end - start);
    const newline = bytes.lastIndexOf(10);
    if (newline >= 0) return start + newline + 1;
  }
  return size;
}

async function readAt(file: Deno.FsFile, start: number, length: number) {
  const bytes = new Uint8Array(length);
  await file.seek(start, Deno.SeekMode.Start);
  for (let at = 0; at < length;) {
    const count = await file.read(bytes.subarray(at));
    if (count === null) break;
    at += count;
  }
  return { bytes, text: new TextDecoder().decode(bytes) };
}
