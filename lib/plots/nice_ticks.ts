/** Round numbers at which an axis is labelled. */

/** A labelled place on an axis. */
export interface AxisTick {
  readonly at: number;
  readonly text: string;
}

/** The least of 1, 2 and 5 times a power of ten that is no less than this positive number. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!;
}

/** At most six round numbers from `low` to `high`, ascending; `low` alone when they are equal. */
export function niceTicks(low: number, high: number, scale: "linear" | "log"): number[] {
  if (!(high > low)) return [low];
  const ticks = scale === "log" ? logTicks(low, high) : [];
  return ticks.length > 1 ? ticks : linearTicks(low, high);
}

const mostTicks = 6;

function linearTicks(low: number, high: number): number[] {
  const step = niceStep((high - low) / (mostTicks - 1));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Products of round numbers carry an error in the last digits, which would be read.
  return Array.from(
    { length: last - first + 1 },
    (_, i) => Number(((first + i) * step).toPrecision(12)),
  );
}

/** All of 1, 2 and 5 times powers of ten, or powers alone, or every n-th power. */
function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (factors: readonly number[], stride: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i)
      .filter((power) => power % stride === 0)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((tick) => tick >= low && tick <= high);
  const dense = within([1, 2, 5], 1);
  if (dense.length <= mostTicks) return dense;
  let stride = 1;
  while (within([1], stride).length > mostTicks) stride++;
  return within([1], stride);
}
