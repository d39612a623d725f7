/** The Open Inference Protocol (V2): health, metadata and inference, a tensor for each column. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { batchRowLimit } from "@/adapters/http/endpoints/predict.ts";
import { answerJson, type Call } from "@/adapters/http/exchange.ts";
import { Problem } from "@/adapters/http/problem.ts";
import { type JsonFields, readJsonObject } from "@/adapters/http/read_body.ts";
import { readiness } from "@/adapters/http/readiness.ts";
import type { Service } from "@/adapters/http/service.ts";
import { isRecord, readColumns } from "@/adapters/http/tables.ts";
import { isRefusal } from "@/workflows/serve/answer.ts";

const limitBytes = 16 * 1024 * 1024;

/** The endpoints; `{version}` may be left out of a model's paths. */
export function inferenceEndpoints(service: Service): Endpoint[] {
  const { schema, keeper, predictor } = service;
  const tellReady = async (call: Call) => {
    const { isReady } = await readiness(service);
    return answerJson(call, { ready: isReady }, isReady ? 200 : 503);
  };
  const ofModel = (
    method: Endpoint["method"],
    suffix: string,
    handle: Endpoint["handle"],
  ): Endpoint[] =>
    ["", "/versions/{version}"].map((part) => ({
      method,
      path: `/v2/models/{name}${part}${suffix}`,
      handle(call) {
        checkModel(call);
        return handle(call);
      },
    }));

  function checkModel({ req }: Call): void {
    const { name, version } = keeper.current.identity;
    const [wanted, wantedVersion] = [req.param("name"), req.param("version")];
    if (wanted === name && (wantedVersion === undefined || wantedVersion === version)) return;
    throw new Problem(404, `The model in service is version ${version} of ${name}.`);
  }

  return [
    {
      method: "get",
      path: "/v2",
      handle: (call) => answerJson(call, { name: "heart", version: "1.0.0", extensions: [] }),
    },
    {
      method: "get",
      path: "/v2/health/live",
      isOpen: true,
      handle: (call) => answerJson(call, { live: true }),
    },
    {
      method: "get",
      path: "/v2/health/ready",
      isOpen: true,
      handle: tellReady,
    },
    ...ofModel("get", "", (call) => {
      const { name, version } = keeper.current.identity;
      return answerJson(call, {
        name,
        versions: [version],
        platform: "heart-pipeline",
        inputs: schema.features.map(({ name, kind }) => ({
          name,
          datatype: kind === "numeric" ? "FP64" : "BYTES",
          shape: [-1],
        })),
        outputs: [
          { name: "prediction", datatype: "INT64", shape: [-1] },
          { name: "probability", datatype: "FP64", shape: [-1] },
        ],
      });
    }),
    ...ofModel("get", "/ready", tellReady),
    ...ofModel("post", "/infer", async (call) => {
      const { id, inputs } = await readJsonObject(call, limitBytes);
      const tensors = readTensors(inputs);
      const rows = toRows(tensors);
      const { requestId, startedMs } = call.get("exchange");
      const { model, outcomes } = await predictor.predict({
        requestId,
        startedMs,
        rows,
        unknownFields: "refuse",
        isAllOrNothing: true,
      });
      const faults = outcomes.flatMap((outcome, row) =>
        isRefusal(outcome)
          ? outcome.faults.map(({ field, message }) => ({
            field: pathTo(tensors, field, row),
            message,
          }))
          : []
      );
      if (faults.length > 0) throw new Problem(422, "Rows cannot be used.", { faults });
      const answers = outcomes.flatMap((outcome) => isRefusal(outcome) ? [] : [outcome]);
      const shape = [answers.length];
      return answerJson(call, {
        model_name: model.identity.name,
        model_version: model.identity.version,
        id: typeof id === "string" ? id : requestId,
        outputs: [
          {
            name: "prediction",
            datatype: "INT64",
            shape,
            data: answers.map(({ prediction }) => prediction),
          },
          {
            name: "probability",
            datatype: "FP64",
            shape,
            data: answers.map(({ probability }) => probability),
          },
        ],
      });
    }),
  ];
}

/** A column of the request. */
interface Tensor {
  readonly name: string;
  /** One value a row, or lists of them. */
  readonly data: readonly unknown[];
}

const expected = "Expected inputs: tensors of equal length, one for each column.";

function readTensors(inputs: unknown): readonly Tensor[] {
  const isTensors = Array.isArray(inputs) &&
    inputs.every((tensor) =>
      isRecord(tensor) && typeof tensor["name"] === "string" && Array.isArray(tensor["data"])
    );
  if (isTensors && new Set(inputs.map(({ name }) => name)).size === inputs.length) return inputs;
  throw new Problem(400, expected);
}

function toRows(tensors: readonly Tensor[]): JsonFields[] {
  const columns = tensors.map(({ name, data }) => [name, data.flat()] as const);
  const rows = readColumns(Object.fromEntries(columns));
  if (rows === undefined) throw new Problem(400, expected);
  if (rows.length <= batchRowLimit) return rows;
  throw new Problem(413, `At most ${batchRowLimit} rows at a time.`);
}

/** The way to one row's cell, or to its list where each row has one. */
function pathTo(tensors: readonly Tensor[], column: string, row: number): string[] {
  const at = tensors.findIndex(({ name }) => name === column);
  return ["inputs", String(at), "data", String(row)];
}
