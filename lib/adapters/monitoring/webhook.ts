/** Sends a verdict to a webhook: signed, so that the receiver knows who speaks, and retried. */
import { createHmac } from "node:crypto";
import { exitCode, UserError } from "@/errors.ts";
import { retryDelayMs, type RetryEffects, type RetryPolicy } from "@/adapters/mlflow/retry.ts";

/** Where to send, and how the receiver knows us. */
export interface Webhook {
  readonly url: URL;
  readonly secret: string;
}

/** What sending needs of the outside. */
export interface WebhookEffects extends RetryEffects {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** The environment variable with the secret; a flag would show it to every user of the machine. */
export const secretVariable = "HEART_WEBHOOK_SECRET";

const policy: RetryPolicy = {
  attemptCount: 5,
  baseDelayMs: 500,
  maxDelayMs: 10_000,
  budgetMs: 60_000,
};
const timeoutMs = 10_000;

/**
 * Reads the address of a webhook.
 *
 * @throws {UserError} when it is none, or there is no secret
 */
export function parseWebhook(text: string, secret: string | undefined): Webhook {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError(`Cannot send to the webhook '${text}': it is no http or https address.`, {
      exitCode: exitCode.usage,
    });
  }
  if (secret) return { url, secret };
  throw new UserError(`Cannot send to a webhook unsigned: ${secretVariable} is not set.`, {
    exitCode: exitCode.usage,
    hint: `Give both sides a secret, and set it here: export ${secretVariable}=…`,
  });
}

/**
 * The headers that go with a body. The receiver computes HMAC-SHA256 of the time, a dot and the
 * body with the secret, compares it, and refuses times that are long past.
 */
export function signedHeaders(body: string, secret: string, nowMs: number): Record<string, string> {
  const time = String(Math.floor(nowMs / 1000));
  const digest = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  return {
    "content-type": "application/json",
    "x-heart-timestamp": time,
    "x-heart-signature": `sha256=${digest}`,
  };
}

/**
 * Posts a record as JSON until the receiver takes it.
 *
 * @throws {UserError} when it does not, or refuses
 */
export async function sendWebhook(
  { url, secret }: Webhook,
  record: unknown,
  effects: WebhookEffects,
): Promise<void> {
  const body = JSON.stringify(record);
  const startMs = effects.now();
  for (let attempt = 1;; attempt++) {
    const problem = await attemptTo(url, body, secret, effects);
    if (problem === undefined) return;
    const isOver = attempt >= policy.attemptCount || effects.now() - startMs >= policy.budgetMs;
    if (!problem.isPassing || isOver) {
      throw new UserError(
        `The webhook ${url.origin}${url.pathname} did not take the verdict: ${problem.reason}` +
          `${attempt > 1 ? ` (tried ${attempt} times)` : ""}.`,
        { exitCode: exitCode.unavailable, hint: "The check itself is logged in MLflow." },
      );
    }
    await effects.sleep(retryDelayMs(attempt, undefined, policy, effects.random));
    effects.signal.throwIfAborted();
  }
}

interface SendProblem {
  readonly reason: string;
  /** Whether it may go by. */
  readonly isPassing: boolean;
}

async function attemptTo(
  url: URL,
  body: string,
  secret: string,
  { fetch, now, signal }: WebhookEffects,
): Promise<SendProblem | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: signedHeaders(body, secret, now()),
      // Redirected, a POST would become a GET, or go where nobody meant it to.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    if (response.ok) return undefined;
    const isPassing = response.status >= 500 || response.status === 429;
    return { reason: `it answered with status ${response.status}`, isPassing };
  } catch (error) {
    signal.throwIfAborted();
    return { reason: error instanceof Error ? error.message : String(error), isPassing: true };
  }
}
