/** Bytes by count from a source that cuts them as it likes. */
import { concatenate } from "@/adapters/jupyter/zmtp/frames.ts";

/**
 * Gives exactly as many bytes as asked for.
 *
 * @throws {Deno.errors.UnexpectedEof} when the source ends first
 */
export type ExactRead = (count: number) => Promise<Uint8Array>;

const chunkLength = 64 * 1024;

/** Reads a source by counts; what comes too early is kept for the next. */
export function exactReader(source: Pick<Deno.Conn, "read">): ExactRead {
  let rest: Uint8Array = new Uint8Array(0);
  const chunk = new Uint8Array(chunkLength);
  return async (count) => {
    const pieces = [rest];
    let available = rest.length;
    while (available < count) {
      const readCount = await source.read(chunk);
      if (readCount === null) throw new Deno.errors.UnexpectedEof("The connection was closed.");
      pieces.push(chunk.slice(0, readCount));
      available += readCount;
    }
    const bytes = pieces.length === 1 ? rest : concatenate(pieces);
    rest = bytes.subarray(count);
    return bytes.subarray(0, count);
  };
}
