/** Repeats calls that failed in passing: exponential backoff with jitter, within bounds. */
import { MlflowError } from "@/adapters/mlflow/errors.ts";

/** How often and how long apart. */
export interface RetryPolicy {
  /** How many times a call is sent at most, 1 or more. */
  readonly attemptCount: number;
  /** Wait before the second attempt; each further wait is twice as long. */
  readonly baseDelayMs: number;
  /** No wait is longer, whatever the server asks for. */
  readonly maxDelayMs: number;
  /** No attempt begins later than this after the first, so that a hung server is told of soon. */
  readonly budgetMs: number;
}

/** Five attempts over about five seconds when they fail at once, two when each times out. */
export const defaultRetryPolicy: RetryPolicy = {
  attemptCount: 5,
  baseDelayMs: 400,
  maxDelayMs: 30_000,
  budgetMs: 60_000,
};

/** Where chance and time come from. */
export interface RetryEffects {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Does `attempt`, again and again while its errors allow it.
 *
 * @param idempotent whether a call that the server may have acted on can be sent again
 * @throws the last attempt's error
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  idempotent: boolean,
  policy: RetryPolicy,
  { random, sleep, now }: RetryEffects,
): Promise<T> {
  const startMs = now();
  for (let attemptNumber = 1;; attemptNumber++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MlflowError)) throw error;
      const repeatable = error.repeat === "always" || (error.repeat === "idempotent" && idempotent);
      if (!repeatable) throw error;
      if (attemptNumber >= policy.attemptCount || now() - startMs >= policy.budgetMs) {
        if (attemptNumber > 1) error.message += ` (tried ${attemptNumber} times)`;
        throw error;
      }
      await sleep(retryDelayMs(attemptNumber, error.retryAfterMs, policy, random));
    }
  }
}

/**
 * The wait after the given attempt (1 is the first): what the server asked for, or between half
 * and all of the exponential delay, so that many clients do not return at the same moment.
 */
export function retryDelayMs(
  attemptNumber: number,
  retryAfterMs: number | undefined,
  policy: RetryPolicy,
  random: () => number,
): number {
  const backoffMs = policy.baseDelayMs * 2 ** (attemptNumber - 1) * (0.5 + random() / 2);
  return Math.min(policy.maxDelayMs, Math.max(backoffMs, retryAfterMs ?? 0));
}

/**
 * A `Retry-After` header in milliseconds from now: seconds or a date (RFC 9110, section 10.2.3);
 * undefined when absent or unreadable.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
