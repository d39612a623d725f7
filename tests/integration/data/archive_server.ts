/** A server that answers in the given way, once for each request, as UCI's archive might. */

/** What the server does with one request. */
export type Answer = Response | "hang";

/** A running server. */
export interface ArchiveServer extends AsyncDisposable {
  readonly url: string;
  /** Requests so far. */
  readonly requestCount: () => number;
}

/** Starts a server on a free port; the last answer is given to all further requests. */
export function startArchiveServer(...answers: readonly (() => Answer)[]): ArchiveServer {
  let requestCount = 0;
  const hanging: (() => void)[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async () => {
    const answer = answers[Math.min(requestCount++, answers.length - 1)]();
    if (answer !== "hang") return answer;
    await new Promise<void>((resolve) => hanging.push(resolve));
    return new Response();
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/heart.zip`,
    requestCount: () => requestCount,
    async [Symbol.asyncDispose]() {
      for (const release of hanging) release();
      await server.shutdown();
    },
  };
}
