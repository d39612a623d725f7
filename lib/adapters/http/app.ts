/** The service as a Hono application: every exchange is opened, guarded, answered and counted. */
import { Hono } from "hono";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { docsEndpoints } from "@/adapters/http/endpoints/docs.ts";
import { feedbackEndpoints } from "@/adapters/http/endpoints/feedback.ts";
import { inferenceEndpoints } from "@/adapters/http/endpoints/inference_protocol.ts";
import { mlflowEndpoints } from "@/adapters/http/endpoints/mlflow_protocol.ts";
import { operationsEndpoints } from "@/adapters/http/endpoints/operations.ts";
import { pageEndpoints } from "@/adapters/http/endpoints/page.ts";
import { predictEndpoints } from "@/adapters/http/endpoints/predict.ts";
import {
  answerJson,
  answerProblem,
  type Call,
  type ExchangeEnv,
  openExchange,
} from "@/adapters/http/exchange.ts";
import { openapiDocument } from "@/adapters/http/openapi/document.ts";
import { Problem } from "@/adapters/http/problem.ts";
import type { Service } from "@/adapters/http/service.ts";
import { LogUnavailable } from "@/workflows/serve/predictor.ts";

/** Requests in the works at once; beyond it a quick no is better than a slow yes. */
const concurrencyLimit = 512;

/** Makes the application. */
export function createApp(service: Service): Hono<ExchangeEnv> {
  const endpoints = [
    ...predictEndpoints(service),
    ...feedbackEndpoints(service),
    ...operationsEndpoints(service),
    ...mlflowEndpoints(service),
    ...inferenceEndpoints(service),
    ...docsEndpoints(),
    ...pageEndpoints(service),
  ];
  const document = openapiDocument(endpoints, service.schema, service.keys !== undefined);
  const app = new Hono<ExchangeEnv>();
  let openCount = 0;

  const guarded = ({ path, isOpen, handle }: Endpoint) => async (call: Call) => {
    call.set("exchange", openExchange(call.req.raw, service.now()));
    openCount++;
    let answer: Response;
    try {
      if (!isOpen) guard(service, call, openCount);
      answer = await handle(call);
    } catch (error) {
      answer = answerProblem(call, toProblem(service, call, error));
    } finally {
      openCount--;
    }
    tell(service, call, path, answer.status);
    return answer;
  };

  const all: Endpoint[] = [...endpoints, {
    method: "get",
    path: "/openapi.json",
    isOpen: true,
    handle: (call) => answerJson(call, document),
  }];
  for (const endpoint of all) {
    app.on(endpoint.method, honoPath(endpoint.path), guarded(endpoint));
  }
  const elsewhere = () => {
    throw new Problem(404, "There is nothing here; /docs shows what there is.");
  };
  app.notFound((call) => {
    const methods = methodsOf(all, call.req.path);
    const allow = methods.join(", ");
    const handle = methods.length === 0 ? elsewhere : () => {
      throw new Problem(405, `${call.req.path} takes ${allow}.`, { headers: { allow } });
    };
    return guarded({ method: "get", path: "*", isOpen: true, handle })(call);
  });
  return app;
}

/** The methods that a path takes, none when there is no such path. */
function methodsOf(endpoints: readonly Endpoint[], path: string): string[] {
  return endpoints
    .filter((endpoint) => pathPattern(endpoint.path).test(path))
    .flatMap(({ method }) => method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]);
}

function pathPattern(path: string): RegExp {
  const steps = path.split(/\{\w+\}/).map((step) => RegExp.escape(step));
  return new RegExp(`^${steps.join("[^/]+")}$`);
}

/** `/v2/models/{name}` in Hono's words. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Lets a call pass that may, and that there is room for. */
function guard({ keys, rateLimit }: Service, call: Call, openCount: number): void {
  if (openCount > concurrencyLimit) {
    throw new Problem(503, "Too many requests at once.", { headers: { "retry-after": "1" } });
  }
  const holder = keys?.holder(call.req.header("authorization"));
  rateLimit?.take(holder ?? call.env.remoteAddr.hostname);
}

function toProblem({ log }: Service, call: Call, error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof LogUnavailable) {
    return new Problem(503, "The prediction log cannot be written, so nothing is answered.", {
      headers: { "retry-after": "5" },
    });
  }
  const { requestId } = call.get("exchange");
  log.event(
    "error",
    `Request ${requestId} failed: ${error instanceof Error ? error.stack : error}`,
  );
  return new Problem(500, "The request failed; the service's log says more.");
}

function tell({ metrics, log, now }: Service, call: Call, path: string, status: number): void {
  const { requestId, startedMs, traceparent } = call.get("exchange");
  const durationMs = now() - startedMs;
  metrics.request(path, status, durationMs / 1000);
  log.request({
    method: call.req.method,
    path,
    status,
    duration_ms: Math.round(1000 * durationMs) / 1000,
    request_id: requestId,
    trace_id: traceparent?.split("-")[1],
  });
}
