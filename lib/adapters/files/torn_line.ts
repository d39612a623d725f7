/** A last line without its end, which a crash can leave: nobody was told that it is there. */

/** Bytes that were moved to a file of their own. */
export interface TornLine {
  /** Where they stood. */
  readonly path: string;
  /** Where they are, behind earlier ones. */
  readonly tornPath: string;
  readonly byteCount: number;
}

const blockSize = 65_536;

/** Moves what stands behind the last line end of a locked file aside; undefined when nothing does. */
export function moveTornLineAside(file: Deno.FsFile, path: string): TornLine | undefined {
  const { size } = file.statSync();
  if (size === 0 || readAt(file, size - 1, 1)[0] === 10) return undefined;
  const end = endOfLastLine(file);
  const tornPath = `${path}.torn`;
  // First there, then no more here: a crash in between doubles what was never a row.
  using tornFile = Deno.openSync(tornPath, { append: true, create: true });
  for (let at = end; at < size; at += blockSize) {
    writeAll(tornFile, readAt(file, at, Math.min(blockSize, size - at)));
  }
  writeAll(tornFile, new Uint8Array([10]));
  tornFile.syncDataSync();
  file.truncateSync(end);
  return { path, tornPath, byteCount: size - end };
}

/** Bytes of a file up to its last line end; 0 when there is none. */
export function endOfLastLine(file: Deno.FsFile): number {
  for (let end = file.statSync().size; end > 0; end -= blockSize) {
    const start = Math.max(0, end - blockSize);
    const newline = readAt(file, start, end - start).lastIndexOf(10);
    if (newline >= 0) return start + newline + 1;
  }
  return 0;
}

/** Bytes from a place of a file; fewer at its end. */
export function readAt(file: Deno.FsFile, start: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  file.seekSync(start, Deno.SeekMode.Start);
  let count = 0;
  while (count < length) {
    const more = file.readSync(bytes.subarray(count));
    if (more === null) break;
    count += more;
  }
  return bytes.subarray(0, count);
}

/** Writes all bytes; a file takes fewer when the disk is nearly full. */
export function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
}
