/** Requests byte by byte, also as no decent client would send them. */

/** What came back, as far as it did. */
export interface RawAnswer {
  /** 0 when nothing came. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends pieces, each after a pause when it is a number of milliseconds; reads one answer. */
export async function sendRaw(
  url: string,
  pieces: readonly (string | Uint8Array<ArrayBuffer> | number)[],
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const answer = readAnswer(connection);
  try {
    for (const piece of pieces) {
      if (typeof piece === "number") await new Promise((resolve) => setTimeout(resolve, piece));
      else await writeAll(connection, piece);
    }
  } catch {
    // The service may hang up on who sends too much; what it said is what counts.
  }
  return await answer;
}

async function writeAll(connection: Deno.Conn, piece: string | Uint8Array<ArrayBuffer>) {
  const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

/** Reads as much as the answer says it is long. */
async function readAnswer(connection: Deno.Conn): Promise<RawAnswer> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(65_536);
  let [text, head, body] = ["", "", ""];
  const isWhole = () =>
    head !== "" &&
    new TextEncoder().encode(body).length >= Number(/content-length: (\d+)/i.exec(head)?.[1]);
  try {
    for (let count; !isWhole() && (count = await connection.read(chunk)) !== null;) {
      text += decoder.decode(chunk.subarray(0, count), { stream: true });
      const headEnd = text.indexOf("\r\n\r\n");
      if (headEnd >= 0) [head, body] = [text.slice(0, headEnd), text.slice(headEnd + 4)];
    }
  } catch {
    // A connection that was reset has said what it had to say.
  }
  return { status: Number(head.split(" ")[1] ?? 0), head, body };
}

/** A request with these header lines beside the necessary ones. */
export function rawPost(path: string, headers: readonly string[], body = ""): string {
  const lines = [
    `POST ${path} HTTP/1.1`,
    "host: test",
    "content-type: application/json",
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}
