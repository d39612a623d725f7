/** Repeated timing, summed up by the median. */

/** How long something took. */
export interface Timing {
  /** Milliseconds of each run, in order. */
  readonly timesMs: readonly number[];
  readonly medianMs: number;
}

/** Runs `work` once unmeasured, where `warmUp` is set, and then `repeats` times. */
export function timed(work: () => unknown, repeats: number, warmUp: boolean): Timing {
  if (warmUp) work();
  return timingOf(Array.from({ length: repeats }, () => {
    const startMs = performance.now();
    work();
    return performance.now() - startMs;
  }));
}

/** The summary of times measured elsewhere. */
export function timingOf(timesMs: readonly number[]): Timing {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const medianMs = sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
  return { timesMs, medianMs };
}
