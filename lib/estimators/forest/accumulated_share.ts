/** A class's share of a node as ml-cart computes it, without its loop over the samples. */

/**
 * `count` copies of `1 / total` added one after another in double precision, to the last bit,
 * which is not quite `count / total`.
 *
 * While a sum stays between two powers of two, its unit in the last place is fixed and every
 * addition rounds to the same stride (from the second one on, when a tie can have forced the last
 * bit to be even). So the sum leaps from power to power: O(log total) steps instead of `count`.
 *
 * @param count an integer in [0, total]
 * @param total an integer in [1, 2³¹)
 */
export function accumulatedShare(count: number, total: number): number {
  if (count === 0) return 0;
  const step = 1 / total;
  let sum = step;
  let added = 1;
  let ceiling = 2 ** (Math.clz32(total) - 31);
  if (ceiling <= step) ceiling *= 2;
  while (added < count) {
    const next = sum + step;
    added++;
    if (next >= ceiling) {
      sum = next;
      ceiling *= 2;
      continue;
    }
    const stride = (next + step) - next;
    const leaps = Math.min(count - added, Math.ceil((ceiling - next) / stride) - 1);
    sum = next + leaps * stride;
    added += leaps;
  }
  return sum;
}
