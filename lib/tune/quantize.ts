/** Rounding to a lattice, as NumPy rounds. */

/** The multiple of `q` nearest to `value`; halves go to the even multiple, and −0 is 0. */
export function quantize(value: number, q: number): number {
  return roundHalfEven(value / q) * q + 0;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
