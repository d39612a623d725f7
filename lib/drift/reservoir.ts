/** A fair sample of a stream whose length nobody knows. */
import type { Random } from "@/data/random.ts";

/** As many rows of a window as a verdict needs; more would find drift of no interest. */
export const mostWindowRows = 2000;

/** A sample that grows with its stream up to a size. */
export interface Reservoir<T> {
  /** Items so far, each as likely to be here as any other. */
  readonly items: readonly T[];
  readonly add: (item: T) => void;
}

/** An empty sample (Vitter, "Random sampling with a reservoir", 1985, algorithm R). */
export function createReservoir<T>(capacity: number, random: Random): Reservoir<T> {
  const items: T[] = [];
  let seen = 0;
  return {
    items,
    add: (item) => {
      seen++;
      if (items.length < capacity) {
        items.push(item);
        return;
      }
      const place = random.integer(seen);
      if (place < capacity) items[place] = item;
    },
  };
}
