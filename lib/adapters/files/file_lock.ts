/** Locks between processes, held by the kernel: a process that dies lets go, so none is ever stale. */

/** What to do while waiting for a lock. */
export interface FileLockOptions {
  /** Called once when another process holds the lock. */
  readonly onWait?: () => void;
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
}

const retryMs = 100;

/**
 * Runs an action while this process alone holds the lock, a file made when missing.
 *
 * @throws the signal's reason when it aborts during the wait
 */
export async function withFileLock<Result>(
  path: string,
  action: () => Promise<Result>,
  { onWait, signal }: FileLockOptions = {},
): Promise<Result> {
  using file = await openLock(path);
  for (let attempt = 0; !(await file.tryLock(true)); attempt++) {
    if (attempt === 0) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    signal?.throwIfAborted();
  }
  return await action();
}

/** Whether another process holds the lock now. */
export async function isFileLocked(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path, { read: true });
    return !(await file.tryLock(false));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function openLock(path: string): Promise<Deno.FsFile> {
  return Deno.open(path, { read: true, write: true, create: true });
}
