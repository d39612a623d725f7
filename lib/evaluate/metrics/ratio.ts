/** A ratio of counts that is 0 where nothing was counted, as scikit-learn's `zero_division=0`. */

/** `part / whole`, or 0 when `whole` is 0. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
