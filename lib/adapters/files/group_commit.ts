/** Appends lines to a file, durably: writers who come together share one write and one sync. */

/** A file that lines are appended to. */
export interface GroupCommit {
  /** Lines that are not on disk yet. */
  readonly waitingCount: number;
  /** Appends whole lines; fulfilled when they are on disk. */
  append(lines: string): Promise<void>;
  /** Waits for what was appended, and closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly lines: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
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
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function write(lines: string): Promise<void> {
    await file.lock(true);
    const { size } = await file.stat();
    try {
      const bytes = encoder.encode(lines);
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.syncData();
    } catch (error) {
      // A part of a line must not stay: the next one would be joined to it.
      await file.truncate(size).catch(() => {});
      throw error;
    } finally {
      await file.unlock();
    }
  }

  async function writeGroups(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(group.map(({ lines }) => lines).join(""));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = undefined;
  }

  await prepare(file, path, header);
  return {
    get waitingCount() {
      return waiting.length;
    },
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject });
        // Later, so that all who are about to append are of the first group.
        writing ??= Promise.resolve().then(writeGroups);
      }),
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
