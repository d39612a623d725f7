/** Where a test of numbers turns true, to the last bit. */

/** The bits of infinity: as integers, the bits of positive doubles are in the doubles' order. */
const infinityRank = 0x7ff0_0000_0000_0000n;

/**
 * The least double at which `holds` is true, which it must be at infinity and, once true, for all
 * greater ones.
 */
export function leastDouble(holds: (value: number) => boolean): number {
  let falseAt = -infinityRank - 1n;
  let trueAt = infinityRank;
  while (trueAt - falseAt > 1n) {
    const middle = (falseAt + trueAt) >> 1n;
    if (holds(doubleOfRank(middle))) trueAt = middle;
    else falseAt = middle;
  }
  return doubleOfRank(trueAt);
}

function doubleOfRank(rank: bigint): number {
  const [magnitude] = new Float64Array(BigInt64Array.of(rank < 0n ? -rank : rank).buffer);
  return rank < 0n ? -magnitude : magnitude;
}
