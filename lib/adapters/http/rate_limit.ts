/** A limit of requests a second for each caller: a bucket that fills again steadily. */
import { Problem } from "@/adapters/http/problem.ts";

/** Lets calls pass, or not yet. */
export interface RateLimit {
  /** @throws {Problem} when the caller has to wait */
  take(caller: string): void;
}

/** Callers remembered at most; beyond it, those who have waited long enough are forgotten. */
const rememberedCount = 10_000;

/**
 * A limit of `perSecond` requests a caller, as many of which may come at once.
 *
 * @param now milliseconds
 */
export function createRateLimit(perSecond: number, now: () => number): RateLimit {
  const buckets = new Map<string, { level: number; filledMs: number }>();
  return {
    take(caller) {
      const atMs = now();
      const bucket = buckets.get(caller) ?? { level: perSecond, filledMs: atMs };
      bucket.level = Math.min(
        perSecond,
        bucket.level + perSecond * (atMs - bucket.filledMs) / 1000,
      );
      bucket.filledMs = atMs;
      if (bucket.level < 1) {
        const waitSeconds = Math.ceil((1 - bucket.level) / perSecond);
        throw new Problem(429, `At most ${perSecond} requests a second.`, {
          headers: { "retry-after": String(waitSeconds) },
        });
      }
      bucket.level--;
      buckets.set(caller, bucket);
      if (buckets.size > rememberedCount) forgetFull(atMs);
    },
  };

  function forgetFull(atMs: number): void {
    for (const [caller, { filledMs }] of buckets) {
      if (atMs - filledMs > 1000) buckets.delete(caller);
    }
  }
}
