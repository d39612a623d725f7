/** Load on a service: connections that ask one request after the other, as fast as it answers. */
import autocannon from "autocannon";

/** What came of it. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds to an answer: median, 99th percentile and the longest. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Requests without an answer, or with another status than 2xx. */
  readonly errorCount: number;
}

/** Posts JSON to an address for some time; each connection takes the bodies in turn. */
export async function load(
  url: string,
  bodies: readonly string[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<LoadResult> {
  const { "2xx": answeredCount, duration, latency, errors, timeouts, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 60,
    requests: bodies.map((body) => ({
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    })),
  });
  return {
    requestsPerSecond: answeredCount / duration,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    maxMs: latency.max,
    errorCount: errors + timeouts + non2xx,
  };
}
