/** A line to a server on which a process dies at a chosen write. */

/** Where a process connects instead of to the server. */
export interface DeadlyProxy extends AsyncDisposable {
  readonly url: string;
  /**
   * Has `kill` called at the nth write from now on, before the server hears of it, or when it has
   * done it and nobody learns that it has.
   */
  killAt(write: number, arrives: boolean, kill: () => void): void;
  /** Writes that passed since the last call of `killAt`. */
  writeCount(): number;
}

/** Opens the line on a free port. */
export function openDeadlyProxy(serverUrl: string): DeadlyProxy {
  let count = 0;
  let deadly = Infinity;
  let isArriving = false;
  let kill = () => {};
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const isWrite = request.method !== "GET" && !pathname.endsWith("/search");
    if (isWrite) count++;
    const isLast = isWrite && count >= deadly;
    const dead = () => {
      kill();
      return new Response("the line was cut", { status: 400 });
    };
    if (isLast && !(count === deadly && isArriving)) return dead();
    const response = await fetch(serverUrl + pathname + search, {
      method: request.method,
      headers: request.headers,
      body: request.method === "GET" ? null : await request.arrayBuffer(),
    });
    const body = await response.arrayBuffer();
    return isLast ? dead() : new Response(body, response);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    killAt(write, arrives, howToKill) {
      [count, deadly, isArriving, kill] = [0, write, arrives, howToKill];
    },
    writeCount: () => count,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
