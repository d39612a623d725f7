/** Writes text to a file in large pieces. */

/** A file that takes text; disposing of it closes the file as it is. */
export interface TextWriter extends Disposable {
  /** Adds text; waits for the disk when enough has gathered. */
  write(text: string): Promise<void>;
  /** Puts everything on disk and closes the file. */
  finish(): Promise<void>;
}

const pieceLength = 2 ** 17;

/** Opens a file for writing, over what may be there. */
export async function openTextWriter(path: string): Promise<TextWriter> {
  const file = await Deno.open(path, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  let gathered: string[] = [];
  let length = 0;
  let isOpen = true;
  const flush = async () => {
    const bytes = encoder.encode(gathered.join(""));
    gathered = [];
    length = 0;
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  };
  const close = () => {
    if (isOpen) file.close();
    isOpen = false;
  };
  return {
    async write(text) {
      gathered.push(text);
      length += text.length;
      if (length >= pieceLength) await flush();
    },
    async finish() {
      await flush();
      await file.sync();
      close();
    },
    [Symbol.dispose]: close,
  };
}
