/** A log's live file: several processes append to it, each under its lock, and rename it when it is full. */
import { dirname } from "node:path";
import { exitCode, UserError } from "@/errors.ts";
import { nextRotatedPath } from "@/adapters/files/log_paths.ts";
import { moveTornLineAside, readAt, type TornLine, writeAll } from "@/adapters/files/torn_line.ts";

/** What a log file is. */
export interface LogFileOptions {
  /** Of the live file. */
  readonly path: string;
  /** The first line of each file, without its line end. */
  readonly header: string;
  /** No file grows beyond so many bytes, unless one write is longer. */
  readonly segmentBytes: number;
  /** Hears of what a crash had left. */
  readonly onTornLine: (torn: TornLine) => void;
  /** Names full files. */
  readonly now: () => number;
}

/** A file that lines are appended to, one call after the other. */
export interface LogFile {
  /**
   * Appends whole lines; fulfilled when they are on disk.
   *
   * @throws {UserError} when they cannot be. Nothing is written then, save that lines which were
   * written and could not be synced may stay; later calls may succeed.
   */
  append(lines: string): Promise<void>;
  close(): void;
}

/** Others rename the file now and then, but not always just before we have it. */
const attemptLimit = 100;

/**
 * Opens a log's live file, made when missing; what a crash left at its end is moved aside.
 *
 * A file that was removed is made anew by the next append; a folder that was is not.
 *
 * @throws {UserError} when the file cannot be opened, or has another header
 */
export async function openLogFile(options: LogFileOptions): Promise<LogFile> {
  const { path, header, segmentBytes, onTornLine, now } = options;
  const encoder = new TextEncoder();
  const headerLine = encoder.encode(`${header}\n`);
  let file: Deno.FsFile | undefined;
  /** Bytes that are known to be a header and whole lines. */
  let soundSize = 0;

  /** The live file, locked, `soundSize` bytes long and with room for so many more. */
  async function lockLive(byteCount: number): Promise<Deno.FsFile> {
    for (let attempt = 0; attempt < attemptLimit; attempt++) {
      if (!file) {
        file = await Deno.open(path, { read: true, append: true, create: true });
        soundSize = 0;
      }
      // The calls are short, and the way to another thread and back would be longer.
      if (!file.tryLockSync(true)) await file.lock(true);
      const size = liveSize(file, path);
      if (size !== undefined) {
        // Whoever wrote since then may have died in the middle of it.
        if (size !== soundSize || size === 0) await makeSound(file);
        const hasRoom = soundSize + byteCount <= segmentBytes || soundSize === headerLine.length;
        if (hasRoom) return file;
        await Deno.rename(path, await nextRotatedPath(path, now()));
      }
      release();
    }
    throw new Error("another file takes its place each time it is opened");
  }

  async function makeSound(file: Deno.FsFile): Promise<void> {
    const isFirstLook = soundSize === 0;
    refuseOtherHeader(file);
    const torn = moveTornLineAside(file, path);
    if (torn) onTornLine(torn);
    if (file.statSync().size === 0) {
      writeWhole(file, headerLine, 0);
      await file.syncData();
    }
    // A row is on disk only when its file's name is.
    if (isFirstLook) await syncFolder(dirname(path));
    soundSize = file.statSync().size;
  }

  function refuseOtherHeader(file: Deno.FsFile): void {
    const found = readAt(file, 0, headerLine.length);
    if (headerLine.subarray(0, found.length).every((byte, at) => byte === found[at])) return;
    const line = new TextDecoder().decode(found).split(/\r?\n/, 1)[0];
    throw new UserError(
      `Cannot append to ${path}: it is no log of this schema. Found the first line '${line}'; ` +
        `required '${header}'.`,
      {
        exitCode: exitCode.data,
        hint: `Move it aside, and a new one is begun: mv ${path} ${path}.old`,
      },
    );
  }

  /** Closing unlocks. */
  function release(): void {
    file?.close();
    file = undefined;
  }

  async function explain<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      release();
      if (cause instanceof UserError) throw cause;
      throw new UserError(`Cannot write the log ${path}: ${(cause as Error).message}`, {
        exitCode: exitCode.failure,
        hint: "Check the folder, its permissions and the free space, or choose another file.",
        cause,
      });
    }
  }

  await explain(async () => (await lockLive(0)).unlockSync());
  return {
    append: (lines) =>
      explain(async () => {
        const bytes = encoder.encode(lines);
        const live = await lockLive(bytes.length);
        writeWhole(live, bytes, soundSize);
        soundSize += bytes.length;
        live.unlockSync();
        await live.syncData();
      }),
    close: release,
  };
}

/** Appends all bytes or none: a part of a line must not stay, for the next one would be joined to it. */
function writeWhole(file: Deno.FsFile, bytes: Uint8Array, size: number): void {
  try {
    writeAll(file, bytes);
  } catch (error) {
    file.truncateSync(size);
    throw error;
  }
}

/** Size of the file at a path; undefined when it is not the one that is open, but gone or renamed. */
function liveSize(file: Deno.FsFile, path: string): number | undefined {
  try {
    const [open, there] = [file.statSync(), Deno.statSync(path)];
    return open.ino === there.ino && open.dev === there.dev ? there.size : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Puts the names in a folder on disk, where the system knows how. */
async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path);
  await folder.sync();
}
