/** A small HTTP server that answers by script, also as no decent server would. */

/** What the server does with one request. */
export type Reply =
  | {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }
  /** Reads the request, then closes without a word. */
  | "hang up"
  /** Announces more bytes than it sends. */
  | "cut off"
  /** Says nothing until the server is closed. */
  | "stay silent"
  /** Does not speak HTTP. */
  | "babble";

/** One request, as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A running server. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** Starts a server that gives these replies one after another, the last one again and again. */
export function serveScript(...script: Reply[]): ScriptedServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const seen: SeenRequest[] = [];
  const silent: Deno.Conn[] = [];

  async function answer(connection: Deno.Conn) {
    const request = await readRequest(connection);
    if (request === undefined) return connection.close();
    const reply = script[Math.min(seen.push(request), script.length) - 1];
    if (reply === "stay silent") return silent.push(connection);
    await new Blob([replyText(reply)]).stream().pipeTo(connection.writable);
  }

  const serving = (async () => {
    const answers: Promise<unknown>[] = [];
    for await (const connection of listener) answers.push(answer(connection).catch(() => {}));
    await Promise.all(answers);
  })();

  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    seen,
    async [Symbol.asyncDispose]() {
      listener.close();
      silent.forEach((connection) => connection.close());
      await serving;
    },
  };
}

function replyText(reply: Exclude<Reply, "stay silent">): string {
  if (reply === "hang up") return "";
  if (reply === "babble") return "hello\r\n\r\n";
  if (reply === "cut off") {
    return 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"a":';
  }
  const { status = 200, headers = {}, body = "{}" } = reply;
  const lines = Object.entries({
    "content-type": "application/json",
    "content-length": String(new TextEncoder().encode(body).length),
    "connection": "close",
    ...headers,
  });
  return `HTTP/1.1 ${status} Status\r\n` +
    lines.map(([name, value]) => `${name}: ${value}\r\n`).join("") + `\r\n${body}`;
}

async function readRequest(connection: Deno.Conn): Promise<SeenRequest | undefined> {
  const chunk = new Uint8Array(65_536);
  let text = "";
  while (true) {
    const byteCount = await connection.read(chunk);
    if (byteCount === null) return undefined;
    text += new TextDecoder().decode(chunk.subarray(0, byteCount));
    const [head, body] = text.split("\r\n\r\n", 2);
    if (body === undefined) continue;
    const [first, ...lines] = head.split("\r\n");
    const headers = new Headers(lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }));
    if (new TextEncoder().encode(body).length < Number(headers.get("content-length") ?? 0)) {
      continue;
    }
    const [method, target] = first.split(" ");
    return { method, target, headers, body };
  }
}
