/** Draws from a list with unequal chances. */
import type { Random } from "@/data/random.ts";

/**
 * A drawing of indices, each as likely as its share of all weights.
 *
 * @param weights not negative, at least one of them positive
 */
export function createWeightedDraw(weights: Iterable<number>): (random: Random) => number {
  let total = 0;
  const ends = Float64Array.from(weights, (weight) => total += weight);
  return (random) => {
    let drawn;
    // The product may round up to the total itself, which belongs to no index.
    do drawn = random.next() * total; while (drawn >= total);
    let [first, last] = [0, ends.length - 1];
    while (first < last) {
      const middle = (first + last) >> 1;
      if (drawn < ends[middle]) last = middle;
      else first = middle + 1;
    }
    return first;
  };
}
