/** `POST /predict` and `/predict/batch`: the service's own way to ask. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerJson, type Call } from "@/adapters/http/exchange.ts";
import { operation } from "@/adapters/http/openapi/operation.ts";
import { modelFields, objectSchema, refer, rowFields } from "@/adapters/http/openapi/schemas.ts";
import { Problem } from "@/adapters/http/problem.ts";
import { type JsonFields, readJsonObject } from "@/adapters/http/read_body.ts";
import type { Service } from "@/adapters/http/service.ts";
import { isRecord } from "@/adapters/http/tables.ts";
import type { JsonObject } from "@/json.ts";
import { exampleRow } from "@/schema/example_row.ts";
import type { Answer } from "@/workflows/serve/answer.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";

const rowLimitBytes = 64 * 1024;
const batchLimitBytes = 16 * 1024 * 1024;

/** Rows of one batch at most. */
export const batchRowLimit = 10_000;

/** The endpoints. */
export function predictEndpoints({ schema, predictor }: Service): Endpoint[] {
  const example = exampleRow(schema) as JsonObject;
  return [
    {
      method: "post",
      path: "/predict",
      operation: operation({
        id: "predict",
        tag: "Predictions",
        summary: "Predict for one patient",
        description: "The answer is sent when it is in the log.",
        body: { schema: refer("Patient"), example },
        answer: objectSchema({ ...rowFields, ...modelFields }),
        problems: { 503: "The prediction log cannot be written." },
      }),
      async handle(call) {
        const raw = await readJsonObject(call, rowLimitBytes);
        const { requestId, startedMs } = call.var.exchange;
        const { model, outcomes: [outcome] } = await predictor.predict({
          requestId,
          startedMs,
          rows: [raw],
          unknownFields: "refuse",
          isAllOrNothing: true,
        });
        if (isRefusal(outcome)) {
          throw new Problem(422, "The patient cannot be used.", { faults: outcome.faults });
        }
        return answerJson(call, { ...toRow(outcome), ...toModel(model, requestId) });
      },
    },
    {
      method: "post",
      path: "/predict/batch",
      operation: operation({
        id: "predictBatch",
        tag: "Predictions",
        summary: `Predict for up to ${batchRowLimit.toLocaleString("en-US")} patients`,
        description:
          "Each row is as in /predict, and is answered in its place; a row that cannot " +
          "be used has its errors there.",
        body: {
          schema: {
            ...objectSchema({
              rows: {
                type: "array",
                items: { type: "object" },
                minItems: 1,
                maxItems: batchRowLimit,
              },
            }),
            additionalProperties: false,
          },
          example: { rows: [example, {}] },
        },
        answer: objectSchema({
          predictions: {
            type: "array",
            items: {
              oneOf: [
                objectSchema({ request_id: { type: "string" }, ...rowFields }),
                objectSchema({
                  request_id: { type: "string" },
                  errors: { type: "array", items: refer("Fault") },
                }),
              ],
            },
          },
          rejected: { type: "integer", minimum: 0 },
          ...modelFields,
        }),
        problems: { 503: "The prediction log cannot be written." },
      }),
      async handle(call) {
        const rows = readRows(await readJsonObject(call, batchLimitBytes));
        return await answerBatch(call, rows);
      },
    },
  ];

  async function answerBatch(call: Call, rows: readonly JsonFields[]): Promise<Response> {
    const { requestId, startedMs } = call.var.exchange;
    const { model, outcomes } = await predictor.predict({
      requestId,
      startedMs,
      rows,
      unknownFields: "refuse",
      isAllOrNothing: false,
    });
    const predictions = outcomes.map((outcome, index) => {
      if (!isRefusal(outcome)) return { request_id: outcome.requestId, ...toRow(outcome) };
      const { errors } = new Problem(422, "", {
        faults: outcome.faults.map(({ field, message }) => ({
          field: `rows/${index}/${field}`,
          message,
        })),
      }).toBody("");
      return { request_id: outcome.requestId, errors };
    });
    const rejected = outcomes.filter(isRefusal).length;
    return answerJson(call, { predictions, rejected, ...toModel(model, requestId) });
  }
}

function readRows({ rows, ...others }: JsonFields): JsonFields[] {
  const faults = Object.keys(others).map((field) => ({
    field,
    message: "There is no such field.",
  }));
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > batchRowLimit) {
    faults.push({ field: "rows", message: `Expected a list of 1 to ${batchRowLimit} patients.` });
  } else {
    const index = rows.findIndex((row) => !isRecord(row));
    if (index >= 0) faults.push({ field: `rows/${index}`, message: "Expected an object." });
  }
  if (faults.length > 0) throw new Problem(422, "The batch cannot be read.", { faults });
  return rows as JsonFields[];
}

function toRow({ prediction, label, probability, warnings }: Answer) {
  return { prediction, label, probability, warnings };
}

function toModel({ identity, pipeline }: ServedModel, requestId: string) {
  return {
    threshold: pipeline.threshold,
    model_name: identity.name,
    model_version: identity.version,
    run_id: identity.runId,
    request_id: requestId,
  };
}
