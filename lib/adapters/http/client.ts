/** A client of the service, for tasks that ask it as a hospital's program would. */
import { z } from "zod";
import { abortableSleep } from "@/adapters/mlflow/abortable_sleep.ts";
import { directFetch } from "@/adapters/mlflow/direct_fetch.ts";
import { parseRetryAfter } from "@/adapters/mlflow/retry.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { RawRow } from "@/schema/row.ts";

const answerSchema = z.object({
  prediction: z.union([z.literal(0), z.literal(1)]),
  label: z.string(),
  probability: z.number(),
  threshold: z.number(),
  warnings: z.array(z.object({ column: z.string(), kind: z.string(), message: z.string() })),
  model_name: z.string(),
  model_version: z.string(),
  run_id: z.string(),
  request_id: z.string(),
  explanation: z.object({
    scale: z.enum(["probability", "log-odds"]),
    base_value: z.number(),
    contributions: z.array(z.object({ column: z.string(), contribution: z.number() })),
  }).optional(),
});

/** An answer of `POST /predict`, as it comes. */
export type PredictAnswer = z.infer<typeof answerSchema>;

/** Asks one service. */
export interface ServiceClient {
  /**
   * Asks about one patient.
   *
   * @throws {UserError} when the service cannot be reached, or refuses
   */
  predict(row: RawRow, options?: { readonly explain?: boolean }): Promise<PredictAnswer>;
  /**
   * Tells what became of a patient.
   *
   * @throws {UserError} when the service cannot be reached, or refuses
   */
  feedback(requestId: string, label: 0 | 1): Promise<void>;
}

/** How to ask. */
export interface ServiceClientOptions {
  /** The bearer key, where the service wants one. */
  readonly key?: string | undefined;
  /** Ends waits; what is under way is answered. */
  readonly signal?: AbortSignal;
  /** Called when the service has asked to come back later. */
  readonly onWait?: () => void;
}

/** A service that does not answer for so long has hung. */
const timeoutMs = 30_000;
/** How long to wait where the service does not say. */
const waitMs = 1000;
/** So many waits for one request are enough when the service is out of order. */
const mostWaits = 30;

/**
 * A client of the service at `url`, such as `http://127.0.0.1:8000`. Where it has too much to do
 * (429) or is out of order for now (503), the client waits as long as it is told to.
 *
 * @throws {UserError} when the address is none
 */
export function createServiceClient(
  url: string,
  { key, signal, onWait = () => {} }: ServiceClientOptions = {},
): ServiceClient {
  const call = directFetch();
  const base = baseOf(url);
  const headers = {
    "content-type": "application/json",
    ...key !== undefined && { authorization: `Bearer ${key}` },
  };

  async function post(path: string, body: unknown): Promise<unknown> {
    const target = `${base}${path}`;
    for (let waits = 0;; waits++) {
      const response = await send(call, target, { headers, body: JSON.stringify(body) });
      const isBusy = response.status === 429 || response.status === 503 && waits < mostWaits;
      if (!isBusy) return await readAnswer(response, target);
      await response.body?.cancel();
      onWait();
      const askedMs = parseRetryAfter(response.headers.get("retry-after"), Date.now());
      // Those who wait for the same moment would all come at once.
      await abortableSleep((askedMs ?? waitMs) * (1 + Math.random() / 4), signal);
    }
  }

  return {
    async predict(row, { explain = false } = {}) {
      const path = explain ? "/predict?explain=true" : "/predict";
      const answer = answerSchema.safeParse(await post(path, row));
      if (answer.success) return answer.data;
      throw strange(`${base}${path}`, answer.error);
    },
    async feedback(requestId, label) {
      await post("/feedback", { request_id: requestId, label });
    },
  };
}

function baseOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed && /^https?:$/.test(parsed.protocol)) return url.replace(/\/+$/, "");
  throw new UserError(`'${url}' is no address of a service.`, {
    exitCode: exitCode.usage,
    hint: "Such an address is http://127.0.0.1:8000",
  });
}

async function send(call: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await call(url, { ...init, method: "POST", signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new UserError(`The service does not answer: POST ${url}.`, {
      exitCode: exitCode.unavailable,
      hint: "Start it with: deno task serve",
      cause,
    });
  }
}

async function readAnswer(response: Response, url: string): Promise<unknown> {
  const text = await response.text();
  if (response.ok) {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw strange(url, cause);
    }
  }
  throw new UserError(`The service refuses: POST ${url}: ${response.status} ${text}`, {
    exitCode: response.status >= 500 ? exitCode.unavailable : exitCode.data,
    ...response.status === 401 && { hint: "Make a key with: deno task serve --new-key NAME" },
  });
}

function strange(url: string, cause: unknown): UserError {
  return new UserError(`POST ${url} is answered, but not as deno task serve does.`, {
    exitCode: exitCode.unavailable,
    hint: "Another program may listen there.",
    cause,
  });
}
