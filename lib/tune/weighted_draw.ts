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
    // Below the total even where next() is as near to 1 as it gets.
    const drawn = random.next() * total;
    let [first, last] = [0, ends.length - 1];
    while (first < last) {
      const middle = (first + last) >> 1;
      if (drawn < ends[middle]) last = middle;
      else first = middle + 1;
    }
    return first;
  };
}
