/** The project's seeded random numbers, so that one seed gives the same bytes everywhere. */
import { createHash } from "node:crypto";

/** A stream of random numbers; drawing advances it. */
export interface Random {
  /** A double in [0, 1), all 53 bits random. */
  next(): number;
  /**
   * An integer in [0, bound), every value equally likely.
   *
   * @throws {RangeError} when `bound` is not an integer in [1, 2³²]
   */
  integer(bound: number): number;
  /** A draw from the standard normal distribution. */
  normal(): number;
  /** Shuffles in place, every order equally likely, and returns its argument. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(values: T): T;
  /** An independent stream; it depends on the seed and the labels alone, not on what was drawn. */
  fork(label: string | number): Random;
}

/**
 * A stream of random numbers: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", 2021), its state taken from SHA-256 of the seed and labels.
 *
 * @param seed an integer in [0, 2³²)
 * @throws {RangeError} when the seed is anything else
 *
 * @example
 * ```ts
 * import { createRandom } from "@/data/random.ts";
 *
 * const folds = createRandom(42).fork("folds");
 * console.assert(folds.integer(6) === createRandom(42).fork("folds").integer(6));
 * ```
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new RangeError(`Seed ${seed}: expected an integer from 0 to 4294967295.`);
  }
  return createStream([seed]);
}

function createStream(path: readonly (string | number)[]): Random {
  const uint32 = xoshiro128(createHash("sha256").update(JSON.stringify(path)).digest());

  const next = () => ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53;

  const integer = (bound: number) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
      throw new RangeError(`Bound ${bound}: expected an integer from 1 to 4294967296.`);
    }
    const end = 2 ** 32 - 2 ** 32 % bound;
    let drawn = uint32();
    while (drawn >= end) drawn = uint32();
    return drawn % bound;
  };

  let spare: number | undefined;
  /** Marsaglia's polar method, which yields normals in pairs. */
  const normal = () => {
    if (spare !== undefined) {
      const drawn = spare;
      spare = undefined;
      return drawn;
    }
    let u, v, square;
    do {
      u = 2 * next() - 1;
      v = 2 * next() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt(-2 * Math.log(square) / square);
    spare = v * scale;
    return u * scale;
  };

  const shuffle: Random["shuffle"] = (values) => {
    for (let last = values.length - 1; last > 0; last--) {
      const chosen = integer(last + 1);
      [values[last], values[chosen]] = [values[chosen], values[last]];
    }
    return values;
  };

  return { next, integer, normal, shuffle, fork: (label) => createStream([...path, label]) };
}

/** Integers in [0, 2³²), from the first 16 bytes as state. */
function xoshiro128(bytes: Uint8Array): () => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => view.getInt32(offset, true));
  return () => {
    const drawn = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return drawn;
  };
}

const rotateLeft = (value: number, count: number) => (value << count) | (value >>> (32 - count));
