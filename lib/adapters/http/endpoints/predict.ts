/** `POST /predict` and `/predict/batch`: the service's own way to ask. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerJson, type Call } from "@/adapters/http/exchange.ts";
import { operation } from "@/adapters/http/openapi/operation.ts";
import {
  explanation,
  modelFields,
  objectSchema,
  refer,
  rowFields,
} from "@/adapters/http/openapi/schemas.ts";
import { type PlacedFault, Problem } from "@/adapters/http/problem.ts";
import { type JsonFields, readJsonObject } from "@/adapters/http/read_body.ts";
import type { Service } from "@/adapters/http/service.ts";
import { isRecord } from "@/adapters/http/tables.ts";
import type { JsonObject } from "@/json.ts";
import { exampleRow } from "@/schema/example_row.ts";
import { UserError } from "@/errors.ts";
import {
  type Answer,
  isRefusal,
  type Patient,
  readPatient,
  type Refusal,
  strangerFaults,
} from "@/workflows/serve/answer.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";

const rowLimitBytes = 64 * 1024;
const batchLimitBytes = 16 * 1024 * 1024;

const explainParameter = {
  name: "explain",
  in: "query",
  description: "Whether to take the score apart by column.",
  schema: { type: "boolean", default: false },
} as const;

/** Rows of one batch at most. */
export const batchRowLimit = 10_000;

/** The endpoints. */
export function predictEndpoints({ schema, keeper, predictor }: Service): Endpoint[] {
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
        parameters: [explainParameter],
        body: { schema: refer("Patient"), example },
        answer: objectSchema({ ...rowFields, ...modelFields }, { explanation }),
        problems: {
          501: "The model cannot be explained.",
          503: "The prediction log cannot be written.",
        },
      }),
      async handle(call) {
        const isToExplain = readFlag(call, explainParameter.name);
        const raw = await readJsonObject(call, rowLimitBytes);
        // Before the prediction, which would be in the log although nobody got it.
        if (isToExplain) refuseUnexplainable(keeper.current);
        const { requestId, startedMs } = call.get("exchange");
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
        return answerJson(call, {
          ...toRow(outcome),
          ...toModel(model, requestId),
          ...(isToExplain && { explanation: explain(model, readPatient(schema, raw, "refuse")) }),
        });
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
    const { requestId, startedMs } = call.get("exchange");
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
          field: ["rows", String(index), field],
          message,
        })),
      }).toBody("");
      return { request_id: outcome.requestId, errors };
    });
    const rejected = outcomes.filter(isRefusal).length;
    return answerJson(call, { predictions, rejected, ...toModel(model, requestId) });
  }
}

/** `true` or `false`, the latter when it is left out. */
function readFlag({ req }: Call, name: string): boolean {
  const text = req.query(name);
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new Problem(422, "The query cannot be read.", {
    faults: [{ field: name, message: "Expected true or false." }],
  });
}

function refuseUnexplainable(model: ServedModel): void {
  try {
    model.explainer();
  } catch (error) {
    if (error instanceof UserError) throw new Problem(501, error.message);
    throw error;
  }
}

function explain(model: ServedModel, patient: Patient | Refusal) {
  if (isRefusal(patient)) throw new Error("A patient that was answered is one.");
  const { scale, baseValue, contributions } = model.explainer()(patient.row);
  return { scale, base_value: baseValue, contributions };
}

function readRows({ rows, ...others }: JsonFields): JsonFields[] {
  const faults: PlacedFault[] = strangerFaults(Object.keys(others));
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > batchRowLimit) {
    faults.push({ field: "rows", message: `Expected a list of 1 to ${batchRowLimit} patients.` });
  } else {
    const index = rows.findIndex((row) => !isRecord(row));
    if (index >= 0) faults.push({ field: ["rows", String(index)], message: "Expected an object." });
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
