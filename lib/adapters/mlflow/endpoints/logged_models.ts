/** Logged models: MLflow 3's own records of models, apart from runs. */
import { fromKeyValues, toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/** How far a logged model is. */
export type LoggedModelStatus = "PENDING" | "READY" | "FAILED";

/** A logged model. */
export interface LoggedModel {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  /** The run that made it; undefined when none did. */
  readonly sourceRunId: string | undefined;
  readonly status: LoggedModelStatus;
  /** Where its files go. */
  readonly artifactUri: string;
  readonly createdMs: number;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: readonly ModelMetric[];
}

/** A metric that tells about a model. */
export interface ModelMetric {
  readonly name: string;
  readonly value: number;
  readonly runId: string;
  /** The dataset it was computed on; undefined when none was named. */
  readonly dataset: { readonly name: string; readonly digest: string } | undefined;
}

const statusWires = {
  PENDING: "LOGGED_MODEL_PENDING",
  READY: "LOGGED_MODEL_READY",
  FAILED: "LOGGED_MODEL_UPLOAD_FAILED",
} as const;

interface ModelWire {
  readonly info: {
    readonly model_id: string;
    readonly experiment_id: string;
    readonly name: string;
    readonly source_run_id?: string;
    readonly status: typeof statusWires[LoggedModelStatus];
    readonly artifact_uri: string;
    readonly creation_timestamp_ms: number | string;
    readonly tags?: readonly KeyValueWire[];
  };
  readonly data?: {
    readonly params?: readonly KeyValueWire[];
    readonly metrics?: readonly {
      readonly key: string;
      readonly value: number | string;
      readonly run_id: string;
      readonly dataset_name?: string;
      readonly dataset_digest?: string;
    }[];
  };
}

function fromWire({ info, data = {} }: ModelWire): LoggedModel {
  const statuses = Object.keys(statusWires) as LoggedModelStatus[];
  return {
    id: info.model_id,
    experimentId: info.experiment_id,
    name: info.name,
    sourceRunId: info.source_run_id || undefined,
    status: statuses.find((status) => statusWires[status] === info.status) ?? "PENDING",
    artifactUri: info.artifact_uri,
    createdMs: Number(info.creation_timestamp_ms),
    params: fromKeyValues(data.params),
    tags: fromKeyValues(info.tags),
    metrics: (data.metrics ?? []).map((metric) => ({
      name: metric.key,
      value: Number(metric.value),
      runId: metric.run_id,
      dataset: metric.dataset_name
        ? { name: metric.dataset_name, digest: metric.dataset_digest ?? "" }
        : undefined,
    })),
  };
}

/** Starts a logged model, PENDING until its files are there; names need not be unique. */
export async function createLoggedModel(
  transport: Transport,
  model: {
    readonly experimentId: string;
    readonly name: string;
    readonly sourceRunId: string;
    readonly params?: Readonly<Record<string, string>>;
    readonly tags?: Readonly<Record<string, string>>;
  },
): Promise<LoggedModel> {
  const answer = await transport.json<{ model: ModelWire }>({
    method: "POST",
    path: "mlflow/logged-models",
    json: {
      experiment_id: model.experimentId,
      name: model.name,
      source_run_id: model.sourceRunId,
      params: toKeyValues(model.params),
      tags: toKeyValues(model.tags),
    },
  });
  return fromWire(answer.model);
}

/** Reads a logged model. */
export async function getLoggedModel(transport: Transport, modelId: string): Promise<LoggedModel> {
  const { model } = await transport.json<{ model: ModelWire }>({
    method: "GET",
    path: `mlflow/logged-models/${encodeURIComponent(modelId)}`,
  });
  return fromWire(model);
}

/** Says that a model's files are all there, or that they never will be. */
export async function finishLoggedModel(
  transport: Transport,
  modelId: string,
  status: "READY" | "FAILED",
): Promise<LoggedModel> {
  const { model } = await transport.json<{ model: ModelWire }>({
    method: "PATCH",
    path: `mlflow/logged-models/${encodeURIComponent(modelId)}`,
    json: { model_id: modelId, status: statusWires[status] },
    idempotent: true,
  });
  return fromWire(model);
}

/** Logged models of some experiments that match a filter such as `name = 'model'`. */
export async function* searchLoggedModels(
  transport: Transport,
  search: { readonly experimentIds: readonly string[]; readonly filter?: string },
): AsyncGenerator<LoggedModel, void, undefined> {
  const pages = followPages((page_token) =>
    transport.json<PageWire & { models?: readonly ModelWire[] }>({
      method: "POST",
      path: "mlflow/logged-models/search",
      json: {
        experiment_ids: search.experimentIds,
        filter: search.filter,
        max_results: 50,
        page_token,
      },
      idempotent: true,
    })
  );
  for await (const { models = [] } of pages) yield* models.map(fromWire);
}

/** Sets tags; earlier values are replaced. */
export async function setLoggedModelTags(
  transport: Transport,
  modelId: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await transport.json({
    method: "PATCH",
    path: `mlflow/logged-models/${encodeURIComponent(modelId)}/tags`,
    json: { model_id: modelId, tags: toKeyValues(tags) },
    idempotent: true,
  });
}
