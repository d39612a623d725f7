/** A time-out that any sign of life puts off. */

/** A running time-out. */
export interface Deadline {
  /** Aborts when the time is up, or when the caller's signal does. */
  readonly signal: AbortSignal;
  /** Whether the time was up. */
  readonly expired: () => boolean;
  /** Starts the time anew. */
  readonly renew: () => void;
  /** Stops the clock. */
  readonly stop: () => void;
}

/** Starts a time-out of `ms` milliseconds, joined with the caller's own signal. */
export function startDeadline(ms: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), ms);
  let timer = start();
  return {
    signal: signal ? AbortSignal.any([controller.signal, signal]) : controller.signal,
    expired: () => controller.signal.aborted,
    renew() {
      clearTimeout(timer);
      timer = start();
    },
    stop: () => clearTimeout(timer),
  };
}
