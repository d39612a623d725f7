/** A fair sample of a stream whose length nobody knows. */
import type { Random } from "@/data/random.ts";

/** As many rows of a window as a verdict needs; more would find drift of no interest. */
export const mostWindowRows = 2000;

/** A sample that grows with its stream up to a size. */
export interface Reservoir<T> {
  /** Items so far, each as likely to be here as any other. */
  readonly items: readonly T[];
  /** Offers the stream's next item, which is made only when it is chosen. */
  readonly add: (make: () => T) => void;
}

/** An empty sample (Vitter, "Random sampling with a reservoir", 1985, algorithm R). */
export function createReservoir<T>(capacity: number, random: Random): Reservoir<T> {
  const items: T[] = [];
  let seen = 0;
  return {
    items,
    add: (make) => {
      seen++;
      const place = items.length < capacity ? items.length : random.integer(seen);
      if (place < capacity) items[place] = make();
    },
  };
}
