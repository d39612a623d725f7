/** Locks between processes, held by the kernel: a process that dies lets go, so none is ever stale. */
import { type ProgressTask, withProgress } from "@/workflows/progress.ts";

/** How to wait for a lock. */
export interface FileLockOptions {
  /** Starts to show that we wait; called only when another process holds the lock. */
  readonly showWait: () => ProgressTask;
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
}

const retryMs = 100;

/**
 * Runs an action while no other process holds the lock, a file made when missing.
 *
 * @throws the signal's reason when it aborts during the wait
 */
export async function withFileLock<Result>(
  path: string,
  { showWait, signal }: FileLockOptions,
  action: () => Promise<Result>,
): Promise<Result> {
  using file = await Deno.open(path, { read: true, write: true, create: true });
  if (!(await file.tryLock(true))) {
    await withProgress(showWait(), async (task) => {
      do {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        signal?.throwIfAborted();
      } while (!(await file.tryLock(true)));
      task.done();
    });
  }
  return await action();
}

/** Takes a lock if it is free; undefined when another process holds it. Disposing of it lets go. */
export async function takeFreeLock(path: string): Promise<Disposable | undefined> {
  const file = await Deno.open(path, { read: true, write: true, create: true });
  if (await file.tryLock(true)) return file;
  file.close();
  return undefined;
}

/** Whether a process holds the lock now. */
export async function isFileLocked(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path, { read: true });
    return !(await file.tryLock(false));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
