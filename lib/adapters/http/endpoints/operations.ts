/** For whoever runs the service: health, figures and the model in service. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerJson, answerText } from "@/adapters/http/exchange.ts";
import { figuresText, figuresType } from "@/adapters/http/metrics.ts";
import { operation } from "@/adapters/http/openapi/operation.ts";
import { objectSchema } from "@/adapters/http/openapi/schemas.ts";
import { readiness } from "@/adapters/http/readiness.ts";
import type { Service } from "@/adapters/http/service.ts";
import { dataDictionary } from "@/schema/dictionary.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";

const text = { type: "string" };

/** The endpoints. */
export function operationsEndpoints(service: Service): Endpoint[] {
  const { schema, keeper, allFigures } = service;
  return [
    {
      method: "get",
      path: "/health/live",
      isOpen: true,
      operation: operation({
        id: "live",
        tag: "Operations",
        summary: "Whether the process answers",
        answer: objectSchema({ status: { const: "live" } }),
      }),
      handle: (call) => answerJson(call, { status: "live" }),
    },
    {
      method: "get",
      path: "/health/ready",
      isOpen: true,
      operation: operation({
        id: "ready",
        tag: "Operations",
        summary: "Whether predictions are answered, and what is not as it should be",
        answer: objectSchema({
          status: { enum: ["ready", "not ready"] },
          model_name: text,
          model_version: text,
          from_cache: {
            type: "boolean",
            description: "Whether the model is the last one served, its source out of reach.",
          },
          problems: { type: "array", items: text },
        }),
        problems: { 503: "Not ready." },
      }),
      async handle(call) {
        const { isReady, problems } = await readiness(service);
        const { name, version } = keeper.current.identity;
        return answerJson(call, {
          status: isReady ? "ready" : "not ready",
          model_name: name,
          model_version: version,
          from_cache: keeper.isFromCache,
          problems,
        }, isReady ? 200 : 503);
      },
    },
    {
      method: "get",
      path: "/metrics",
      operation: operation({
        id: "metrics",
        tag: "Operations",
        summary: "Figures for Prometheus",
        contentType: "text/plain",
        answer: text,
      }),
      handle: async (call) => answerText(call, await figuresText(await allFigures()), figuresType),
    },
    {
      method: "get",
      path: "/model",
      operation: operation({
        id: "model",
        tag: "Model",
        summary: "The model in service: its card, inputs and figures",
        answer: objectSchema({
          name: text,
          version: text,
          source: text,
          run_id: text,
          digest: { ...text, description: "SHA-256 of its pipeline." },
          data_source: text,
          estimator: text,
          threshold: { type: "number" },
          schema_fingerprint: text,
          metrics: { type: "object", additionalProperties: { type: "number" } },
          inputs: { type: "array", items: { type: "object" } },
        }, { card: { ...text, description: "Markdown." } }),
      }),
      handle(call) {
        const { identity, pipeline, card } = keeper.current;
        const { name, version, source, runId, digest, dataSource } = identity;
        return answerJson(call, {
          name,
          version,
          source,
          run_id: runId,
          digest,
          data_source: dataSource,
          estimator: pipeline.recipe.estimator.kind,
          threshold: pipeline.threshold,
          schema_fingerprint: schemaFingerprint(schema),
          metrics: identity.metrics,
          inputs: dataDictionary(schema).filter(({ role }) => role === "feature"),
          card,
        });
      },
    },
  ];
}
