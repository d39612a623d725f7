/** Wilson's interval for a share, honest for small counts and shares near 0 and 1. */
import { type Interval, normalQuantile } from "@/evaluate/intervals/interval.ts";

/**
 * 95 % interval for a share, all of [0, 1] when `rowCount` is 0. Wilson, "Probable inference, the
 * law of succession, and statistical inference", 1927, without continuity correction.
 *
 * @param hitCount rows that count, from 0 to `rowCount`
 * @param rowCount rows in all
 */
export function wilsonInterval(hitCount: number, rowCount: number): Interval {
  const share = hitCount / rowCount;
  const shrinkage = normalQuantile ** 2 / rowCount;
  const center = (share + shrinkage / 2) / (1 + shrinkage);
  const reach = normalQuantile / (1 + shrinkage) *
    Math.sqrt((share * (1 - share) + shrinkage / 4) / rowCount);
  // Rounding must not push the interval past the share where one of its bounds is 0 or 1.
  return {
    lower: hitCount === 0 ? 0 : center - reach,
    upper: hitCount === rowCount ? 1 : center + reach,
  };
}
