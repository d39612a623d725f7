/** Opens a run around a piece of work, so that it always ends as what it was. */
import type { RunStart, TrackedRun, Tracker } from "@/workflows/tracker.ts";

/**
 * Starts a run, does the work and ends the run: FINISHED when the work returns, KILLED when the
 * signal interrupted it, FAILED when it throws.
 *
 * @throws whatever the work throws, or what ending the run throws when the work succeeded
 */
export async function withRun<T>(
  tracker: Tracker,
  start: RunStart,
  signal: AbortSignal,
  work: (run: TrackedRun) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const run = await tracker.startRun(start);
  try {
    const result = await untilAborted(work(run), signal);
    await run.end("FINISHED");
    return result;
  } catch (error) {
    const status = signal.aborted ? "KILLED" : "FAILED";
    // The work's own error is the one to tell, also when the tracker is gone.
    await run.end(status).catch(() => {});
    throw error;
  }
}

/** Rejects as soon as the signal aborts, whatever the work still waits for. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}
