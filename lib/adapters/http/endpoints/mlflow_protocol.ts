/** MLflow's scoring protocol, as `mlflow models serve` of the same model answers it. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { batchRowLimit } from "@/adapters/http/endpoints/predict.ts";
import { answerJson, answerText } from "@/adapters/http/exchange.ts";
import { Problem } from "@/adapters/http/problem.ts";
import { type JsonFields, readJsonObject } from "@/adapters/http/read_body.ts";
import type { Service } from "@/adapters/http/service.ts";
import { readColumns, readRecords, readSplit } from "@/adapters/http/tables.ts";
import type { Schema } from "@/schema/column.ts";
import { readRow } from "@/schema/row.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";

const limitBytes = 16 * 1024 * 1024;

/** The MLflow whose protocol this is. */
const mlflowVersion = "3.17.2";

/** What the model's Python loader gives for a row that cannot be used. */
const noPrediction = { prediction: -1, probability: null };

/** The endpoints. */
export function mlflowEndpoints({ schema, predictor }: Service): Endpoint[] {
  return [
    {
      method: "get",
      path: "/ping",
      isOpen: true,
      handle: (call) => answerText(call, "\n", "application/json"),
    },
    {
      method: "get",
      path: "/version",
      isOpen: true,
      handle: (call) => answerText(call, mlflowVersion, "text/plain"),
    },
    {
      method: "post",
      path: "/invocations",
      async handle(call) {
        const rows = readTable(await readJsonObject(call, limitBytes));
        refuseAsLoader(schema, rows);
        const { requestId, startedMs } = call.get("exchange");
        const { outcomes } = await predictor.predict({
          requestId,
          startedMs,
          rows,
          unknownFields: "ignore",
          isAllOrNothing: false,
        });
        return answerJson(call, {
          predictions: outcomes.map((outcome) =>
            isRefusal(outcome)
              ? noPrediction
              : { prediction: outcome.prediction, probability: outcome.probability }
          ),
        });
      },
    },
  ];
}

/** Refuses what the model's Python loader refuses, rather than to answer something else than it. */
function refuseAsLoader(schema: Schema, rows: readonly JsonFields[]): void {
  const names = schema.features.map(({ name }) => name);
  if (rows.length > 0 && !rows.some((row) => names.some((name) => Object.hasOwn(row, name)))) {
    throw new Problem(400, `No column is one of ${names.join(", ")}.`);
  }
  for (const [at, raw] of rows.entries()) {
    const wrong = readRow(schema, raw).refused.find(({ issue }) => issue === "not-a-number");
    if (wrong === undefined) continue;
    throw new Problem(400, `Row ${at + 1}, column ${wrong.column}: expected a number.`);
  }
}

function readTable(body: JsonFields): JsonFields[] {
  const rows = readSplit(body["dataframe_split"]) ??
    readRecords(body["dataframe_records"]) ??
    readRecords(body["instances"]) ??
    readColumns(body["instances"]) ??
    readRecords(body["inputs"]) ??
    readColumns(body["inputs"]);
  if (rows === undefined) {
    throw new Problem(
      400,
      "Expected one of dataframe_split, dataframe_records, instances and inputs, with columns by name.",
    );
  }
  if (rows.length <= batchRowLimit) return rows;
  throw new Problem(413, `At most ${batchRowLimit} rows at a time.`);
}
