/** Runs: one execution each, with parameters, metrics and tags. */
import type { RunEnd, RunRecord } from "@/workflows/tracker.ts";
import { fromDatasetInputWire } from "@/adapters/mlflow/endpoints/inputs.ts";
import type { DatasetInputWire } from "@/adapters/mlflow/endpoints/inputs.ts";
import { fromKeyValues, toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/** A run as the server keeps it. */
export interface StoredRun extends RunRecord {
  readonly experimentId: string;
  readonly deleted: boolean;
  /** Under which its artifacts are kept. */
  readonly artifactUri: string;
  /** Logged models that came out of it. */
  readonly modelIds: readonly string[];
}

interface RunWire {
  readonly info: {
    readonly run_id: string;
    readonly run_name?: string;
    readonly experiment_id: string;
    readonly status: RunRecord["status"];
    readonly start_time: number | string;
    readonly end_time?: number | string;
    readonly artifact_uri: string;
    readonly lifecycle_stage: "active" | "deleted";
  };
  readonly data?: {
    readonly params?: readonly KeyValueWire[];
    readonly metrics?: readonly { readonly key: string; readonly value: number | string }[];
    readonly tags?: readonly KeyValueWire[];
  };
  readonly inputs?: { readonly dataset_inputs?: readonly DatasetInputWire[] };
  readonly outputs?: { readonly model_outputs?: readonly { readonly model_id: string }[] };
}

function fromWire({ info, data = {}, inputs = {}, outputs = {} }: RunWire): StoredRun {
  return {
    id: info.run_id,
    name: info.run_name ?? "",
    experimentId: info.experiment_id,
    status: info.status,
    startTimeMs: Number(info.start_time),
    endTimeMs: info.end_time === undefined ? undefined : Number(info.end_time),
    deleted: info.lifecycle_stage === "deleted",
    artifactUri: info.artifact_uri,
    params: fromKeyValues(data.params),
    // NaN comes as a string.
    metrics: Object.fromEntries((data.metrics ?? []).map(({ key, value }) => [key, Number(value)])),
    tags: fromKeyValues(data.tags),
    datasets: (inputs.dataset_inputs ?? []).map(fromDatasetInputWire),
    modelIds: (outputs.model_outputs ?? []).map(({ model_id }) => model_id),
  };
}

/** Starts a run. Never repeated once the server may have seen it: that could leave a twin. */
export async function createRun(
  transport: Transport,
  run: {
    readonly experimentId: string;
    readonly name: string;
    readonly startTimeMs: number;
    readonly tags: Readonly<Record<string, string>>;
  },
): Promise<StoredRun> {
  const answer = await transport.json<{ run: RunWire }>({
    method: "POST",
    path: "mlflow/runs/create",
    json: {
      experiment_id: run.experimentId,
      run_name: run.name,
      start_time: run.startTimeMs,
      tags: toKeyValues(run.tags),
    },
  });
  return fromWire(answer.run);
}

/** Reads a run, deleted or not. */
export async function getRun(transport: Transport, runId: string): Promise<StoredRun> {
  const { run } = await transport.json<{ run: RunWire }>({
    method: "GET",
    path: "mlflow/runs/get",
    query: { run_id: runId },
  });
  return fromWire(run);
}

/** Sets a run's status, and with an end time closes it. */
export async function updateRun(
  transport: Transport,
  runId: string,
  change: { readonly status: RunEnd | "RUNNING"; readonly endTimeMs?: number },
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/runs/update",
    json: { run_id: runId, status: change.status, end_time: change.endTimeMs },
    idempotent: true,
  });
}

/**
 * Runs of some experiments that match a filter such as `tags."seed" = '7'`.
 *
 * @param search.orderBy such as `attributes.start_time DESC`
 */
export async function* searchRuns(
  transport: Transport,
  search: {
    readonly experimentIds: readonly string[];
    readonly filter?: string;
    readonly orderBy?: readonly string[];
    readonly pageSize?: number;
  },
): AsyncGenerator<StoredRun, void, undefined> {
  const pages = followPages((page_token) =>
    transport.json<PageWire & { runs?: readonly RunWire[] }>({
      method: "POST",
      path: "mlflow/runs/search",
      json: {
        experiment_ids: search.experimentIds,
        filter: search.filter,
        order_by: search.orderBy,
        max_results: search.pageSize ?? 1000,
        page_token,
      },
      idempotent: true,
    })
  );
  for await (const { runs = [] } of pages) yield* runs.map(fromWire);
}

/** Sets one tag; an earlier value is replaced. */
export async function setRunTag(
  transport: Transport,
  runId: string,
  name: string,
  value: string,
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/runs/set-tag",
    json: { run_id: runId, key: name, value },
    idempotent: true,
  });
}

/** Deletes a run; it stays restorable. */
export async function deleteRun(transport: Transport, runId: string): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/runs/delete",
    json: { run_id: runId },
    idempotent: true,
  });
}
