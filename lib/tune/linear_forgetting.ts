/** How much each observation counts: old ones fade. */

/** So many of the latest observations count in full. */
export const rememberedCount = 25;

/**
 * One weight for each observation, the oldest first: 1 for the latest 25; before them a ramp that
 * rises in equal steps from 1 / count to 1 (Hyperopt's `linear_forgetting_weights`).
 */
export function linearForgettingWeights(count: number): Float64Array {
  const fadingCount = count - rememberedCount;
  const least = 1 / count;
  const step = fadingCount > 1 ? (1 - least) / (fadingCount - 1) : 0;
  return Float64Array.from(
    { length: count },
    (_, i) => i >= fadingCount || (i > 0 && i === fadingCount - 1) ? 1 : least + i * step,
  );
}
