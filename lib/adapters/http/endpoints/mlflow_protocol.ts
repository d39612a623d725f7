/** MLflow's scoring protocol, as `mlflow models serve` of the same model answers it. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { batchRowLimit } from "@/adapters/http/endpoints/predict.ts";
import { answerJson, answerText } from "@/adapters/http/exchange.ts";
import { Problem } from "@/adapters/http/problem.ts";
import { type JsonFields, readJsonObject } from "@/adapters/http/read_body.ts";
import type { Service } from "@/adapters/http/service.ts";
import { readColumns, readRecords, readSplit } from "@/adapters/http/tables.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";

const limitBytes = 16 * 1024 * 1024;

/** The MLflow whose protocol this is. */
const mlflowVersion = "3.17.2";

/** What the model's Python loader gives for a row that cannot be used. */
const noPrediction = { prediction: -1, probability: null };

/** The endpoints. */
export function mlflowEndpoints({ predictor }: Service): Endpoint[] {
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
