/** One request and its answer: who asked, when, and what every answer carries. */
import type { Context } from "hono";
import type { Problem } from "@/adapters/http/problem.ts";
import { problemType } from "@/adapters/http/problem.ts";

/** What is known of a request before it is looked at. */
export interface Exchange {
  readonly requestId: string;
  readonly startedMs: number;
  /** The W3C trace context that came with it, if it is one. */
  readonly traceparent: string | undefined;
}

/** Hono's types for it. */
export interface ExchangeEnv {
  Bindings: Deno.ServeHandlerInfo<Deno.NetAddr>;
  Variables: { exchange: Exchange };
}

/** A request as handlers take it. */
export type Call = Context<ExchangeEnv>;

const givenId = /^[\w.-]{1,64}$/;
const givenTrace = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Begins an exchange; a sound `X-Request-Id` of the client's is kept. */
export function openExchange(request: Request, startedMs: number): Exchange {
  const id = request.headers.get("x-request-id");
  const trace = request.headers.get("traceparent");
  return {
    requestId: id !== null && givenId.test(id) ? id : crypto.randomUUID(),
    startedMs,
    traceparent: trace !== null && givenTrace.test(trace) ? trace : undefined,
  };
}

/** An answer in JSON. */
export function answerJson(call: Call, body: unknown, status = 200): Response {
  return answerText(call, JSON.stringify(body), "application/json", { status });
}

/** An answer that is an error. */
export function answerProblem(call: Call, problem: Problem): Response {
  const { status, headers } = problem;
  const text = JSON.stringify(problem.toBody(call.get("exchange").requestId));
  return answerText(call, text, problemType, { status, headers });
}

/** An answer in text of any type; nobody may keep it unless `headers` say so. */
export function answerText(
  call: Call,
  text: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  { status = 200, headers = {} }: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Response {
  const { requestId, traceparent } = call.get("exchange");
  return new Response(text, {
    status,
    headers: {
      "content-type": contentType,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
      ...(traceparent === undefined ? {} : { traceparent }),
      ...headers,
    },
  });
}
