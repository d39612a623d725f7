/** Bounded concurrency: a server with one SQLite file gains nothing from a crowd. */

/** Lets work through, so many at a time, first come first served. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** A gate that lets `width` pieces of work run at once. */
export function createGate(width: number): Gate {
  let freeCount = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (freeCount > 0) freeCount--;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const enter = waiting.shift();
      // The place passes straight to the next in line, so that nobody slips in between.
      if (enter === undefined) freeCount++;
      else enter();
    }
  };
}
