/** Bytes as tests write them. */

/** The bytes of texts and numbers, in order. */
export function bytes(...pieces: readonly (string | number)[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    pieces.flatMap((piece) => typeof piece === "string" ? [...encoder.encode(piece)] : [piece]),
  );
}

/** A source that gives bytes in pieces of these lengths, over and over, and then ends. */
export function cutSource(whole: Uint8Array, lengths: readonly number[]): Pick<Deno.Conn, "read"> {
  let at = 0;
  let turn = 0;
  return {
    read(target) {
      if (at === whole.length) return Promise.resolve(null);
      const length = lengths[turn++ % lengths.length];
      const piece = whole.subarray(at, at + Math.min(length, target.length));
      target.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
  };
}
