/** Appends lines to a log, durably: writers who come together share one write and one sync. */
import { type LogFileOptions, openLogFile } from "@/adapters/files/log_file.ts";
import { gather } from "@/workflows/serve/gather.ts";

/** A log that lines are appended to. */
export interface GroupCommit {
  /** Appends that are not on disk yet. */
  readonly waitingCount: number;
  /** Appends whole lines; fulfilled when they are on disk. */
  append(lines: string): Promise<void>;
  /** Waits for what was appended, and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens a log for appending.
 *
 * @throws {UserError} when its file cannot be opened or has another header
 */
export async function openGroupCommit(options: LogFileOptions): Promise<GroupCommit> {
  const file = await openLogFile(options);
  let waitingCount = 0;
  let writing = Promise.resolve();

  const append = gather(async (pieces: readonly string[]) => {
    await file.append(pieces.join(""));
    return pieces.map(() => undefined);
  });

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
