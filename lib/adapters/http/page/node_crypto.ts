/** SHA-256 in place of `node:crypto` in a browser, whose own is asynchronous and needs https. */

const initial = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
const roundConstants = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));

/** The part of `node:crypto`'s hashes that the core uses; see FIPS 180-4 for the algorithm. */
export function createHash(_algorithm: "sha256") {
  let text = "";
  const hash = {
    update(more: string) {
      text += more;
      return hash;
    },
    digest: (_encoding: "hex") => sha256(new TextEncoder().encode(text)),
  };
  return hash;
}

function sha256(bytes: Uint8Array): string {
  const padded = new DataView(new ArrayBuffer((bytes.length + 72) & ~63));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, 8n * BigInt(bytes.length));
  const state = initial.slice();
  const words = new Int32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let k = 0; k < 16; k++) words[k] = padded.getInt32(block + 4 * k);
    for (let k = 16; k < 64; k++) {
      const [a, b] = [words[k - 15], words[k - 2]];
      const small = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const large = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      words[k] = words[k - 16] + small + words[k - 7] + large;
    }
    mix(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function mix(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let k = 0; k < 64; k++) {
    const chosen = (e & f) ^ (~e & g);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + roundConstants[k] +
      words[k];
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, k) => state[k] += word);
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return ((value % 1) * 2 ** 32) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime > 0)) found.push(candidate);
  }
  return found;
}
