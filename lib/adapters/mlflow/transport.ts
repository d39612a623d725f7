/** Carries calls to an MLflow server and back: address, credentials, time-outs, retries, errors. */
import { abortableSleep } from "@/adapters/mlflow/abortable_sleep.ts";
import { createGate } from "@/adapters/mlflow/gate.ts";
import { authorizationHeader, redactSecrets } from "@/adapters/mlflow/credentials.ts";
import type { Credentials } from "@/adapters/mlflow/credentials.ts";
import { startDeadline } from "@/adapters/mlflow/deadline.ts";
import type { Deadline } from "@/adapters/mlflow/deadline.ts";
import {
  contentError,
  MlflowError,
  networkError,
  responseError,
  timeoutError,
} from "@/adapters/mlflow/errors.ts";
import type { FailedCall } from "@/adapters/mlflow/errors.ts";
import { defaultRetryPolicy, parseRetryAfter, withRetries } from "@/adapters/mlflow/retry.ts";
import type { RetryPolicy } from "@/adapters/mlflow/retry.ts";
import { parseServerAddress } from "@/adapters/mlflow/server_address.ts";

/** One call. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below `/api/2.0/`, each segment already escaped. */
  readonly path: string;
  /** Parameters of the query; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** A body sent as JSON. */
  readonly json?: unknown;
  /** A body sent as it is. */
  readonly file?: { readonly content: Uint8Array<ArrayBuffer>; readonly type: string };
  /** Whether sending it twice does no more than sending it once; GET and PUT are so anyway. */
  readonly idempotent?: boolean;
}

/** A way to call one server. All methods throw {@linkcode MlflowError}. */
export interface Transport {
  /** The server's address without credentials and trailing slash, to build links on. */
  readonly baseUrl: string;
  /** Sends a call; its answer is JSON in the given wire shape, `{}` when empty. */
  json<Wire>(request: TransportRequest): Promise<Wire>;
  /** Sends a call; its answer is taken as it is. */
  bytes(request: TransportRequest): Promise<Uint8Array>;
}

/** What a transport is made of. */
export interface TransportOptions {
  /** The server's address; a path prefix and `user:password@` are understood. */
  readonly baseUrl: string;
  /** Goes before credentials in the address. */
  readonly credentials?: Credentials | undefined;
  readonly fetch?: typeof fetch;
  /** Longest silence of the server before a call counts as failed; 30 s unless told. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** How many calls are under way at once; 6 unless told. */
  readonly concurrency?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /**
   * Ends all calls and waits when it aborts. Not for interrupts of a task that has runs open:
   * ending those takes a call.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Uploads get a millisecond more for every so many bytes: 100 kB/s is a slow line. */
const slowestUploadBytesPerMs = 100;

/** For how long after a call gave up the next ones are tried only once. */
const patienceMs = 10_000;

/**
 * Makes a transport.
 *
 * @throws {UserError} when the address is not http or https, or the token cannot be sent
 */
export function createTransport(options: TransportOptions): Transport {
  const address = parseServerAddress(options.baseUrl);
  const { baseUrl } = address;
  const credentials = options.credentials ?? address.credentials;
  const authorization = credentials && authorizationHeader(credentials);
  const policy = { ...defaultRetryPolicy, ...options.retry };
  const {
    fetch: send = fetch,
    timeoutMs = 30_000,
    concurrency = 6,
    random = Math.random,
    sleep = abortableSleep,
    now = Date.now,
    signal,
  } = options;
  const gate = createGate(concurrency);
  // When one call gave up after all its attempts, those behind it in line need not wait as long.
  let gaveUpMs = -Infinity;

  function exchange<T>(request: TransportRequest, read: Reader<T>): Promise<T> {
    const call = { method: request.method, path: request.path, baseUrl };
    const idempotent = request.idempotent ?? ["GET", "PUT"].includes(request.method);
    const effects = { random, sleep: (ms: number) => sleep(ms, signal), now };
    return gate(async () => {
      const patient = now() - gaveUpMs > patienceMs;
      const allowed = patient ? policy : { ...policy, attemptCount: 1 };
      try {
        return await withRetries(() => attempt(request, call, read), idempotent, allowed, effects);
      } catch (error) {
        if (error instanceof MlflowError && error.repeat !== "never") gaveUpMs = now();
        throw error;
      }
    });
  }

  async function attempt<T>(
    request: TransportRequest,
    call: FailedCall,
    read: Reader<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const uploadMs = (request.file?.content.length ?? 0) / slowestUploadBytesPerMs;
    const deadline = startDeadline(timeoutMs + uploadMs, signal);
    try {
      const response = await send(`${baseUrl}/api/2.0/${request.path}${queryText(request)}`, {
        method: request.method,
        headers: headersOf(request, authorization),
        body: request.file?.content ??
          (request.json === undefined ? null : JSON.stringify(request.json)),
        // A followed redirect would turn a POST into a GET and might carry credentials elsewhere.
        redirect: "manual",
        signal: deadline.signal,
      });
      const body = await readBody(response, deadline);
      if (response.ok) return read(body, response.status, call);
      throw responseError(call, {
        status: response.status,
        body: redactSecrets(decode(body), credentials),
        location: redactSecrets(response.headers.get("location") ?? "", credentials),
        retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), now()),
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.expired()) throw timeoutError(call, timeoutMs + uploadMs);
      if (error instanceof MlflowError || !(error instanceof TypeError)) throw error;
      throw networkError(call, error);
    } finally {
      deadline.stop();
    }
  }

  return {
    baseUrl,
    json: <Wire>(request: TransportRequest) =>
      exchange(request, (body, status, call) => {
        const text = decode(body);
        try {
          return (text.trim() === "" ? {} : JSON.parse(text)) as Wire;
        } catch {
          throw contentError(call, status, redactSecrets(text, credentials));
        }
      }),
    bytes: (request) => exchange(request, (body) => body),
  };
}

type Reader<T> = (body: Uint8Array, status: number, call: FailedCall) => T;

function decode(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function headersOf(request: TransportRequest, authorization: string | undefined): Headers {
  const headers = new Headers();
  if (authorization) headers.set("authorization", authorization);
  if (request.json !== undefined) headers.set("content-type", "application/json");
  if (request.file) headers.set("content-type", request.file.type);
  return headers;
}

function queryText({ query = {} }: TransportRequest): string {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parameters.length === 0 ? "" : `?${parameters.join("&")}`;
}

/** Reads a whole body; each piece that arrives puts the deadline off. */
async function readBody(response: Response, deadline: Deadline): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of response.body ?? []) {
    pieces.push(piece);
    deadline.renew();
  }
  return pieces.length === 1 ? pieces[0] : await new Blob(pieces).bytes();
}
