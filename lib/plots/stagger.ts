/** Sets points apart that would lie on each other, without chance. */

/** The golden ratio's fractional part: its multiples fill [0, 1) evenly however many there are. */
const goldenShare = 0.6180339887498949;

/** An offset in [-0.5, 0.5) for the trial or row of this number. */
export function stagger(number: number): number {
  return (number * goldenShare) % 1 - 0.5;
}
