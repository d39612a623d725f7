/** Experiments: the folders of runs. */
import { hasErrorCode } from "@/adapters/mlflow/errors.ts";
import { fromKeyValues, toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/** An experiment as the server keeps it. */
export interface StoredExperiment {
  readonly id: string;
  readonly name: string;
  readonly deleted: boolean;
  /** Under which its runs' artifacts are kept. */
  readonly artifactLocation: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface ExperimentWire {
  readonly experiment_id: string;
  readonly name: string;
  readonly lifecycle_stage: "active" | "deleted";
  readonly artifact_location: string;
  readonly tags?: readonly KeyValueWire[];
}

function fromWire(wire: ExperimentWire): StoredExperiment {
  return {
    id: wire.experiment_id,
    name: wire.name,
    deleted: wire.lifecycle_stage === "deleted",
    artifactLocation: wire.artifact_location,
    tags: fromKeyValues(wire.tags),
  };
}

/**
 * Creates an experiment and gives its id.
 *
 * Names are unique, so a repeat can do no harm: it is answered by `RESOURCE_ALREADY_EXISTS`.
 *
 * @throws {MlflowError} with that code when the name is taken, also by a deleted experiment
 */
export async function createExperiment(
  transport: Transport,
  name: string,
  tags?: Readonly<Record<string, string>>,
): Promise<string> {
  const { experiment_id } = await transport.json<{ experiment_id: string }>({
    method: "POST",
    path: "mlflow/experiments/create",
    json: { name, tags: toKeyValues(tags) },
    idempotent: true,
  });
  return experiment_id;
}

/** Reads an experiment, deleted or not. */
export async function getExperiment(transport: Transport, id: string): Promise<StoredExperiment> {
  const { experiment } = await transport.json<{ experiment: ExperimentWire }>({
    method: "GET",
    path: "mlflow/experiments/get",
    query: { experiment_id: id },
  });
  return fromWire(experiment);
}

/** Finds an experiment, deleted or not; undefined when no experiment has the name. */
export async function findExperiment(
  transport: Transport,
  name: string,
): Promise<StoredExperiment | undefined> {
  try {
    const { experiment } = await transport.json<{ experiment: ExperimentWire }>({
      method: "GET",
      path: "mlflow/experiments/get-by-name",
      query: { experiment_name: name },
    });
    return fromWire(experiment);
  } catch (error) {
    if (hasErrorCode(error, "RESOURCE_DOES_NOT_EXIST")) return undefined;
    throw error;
  }
}

/** Experiments that match a filter such as `name LIKE 'Heart%'`, newest first. */
export async function* searchExperiments(
  transport: Transport,
  { filter, view = "ACTIVE_ONLY" }: {
    filter?: string;
    view?: "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";
  } = {},
): AsyncGenerator<StoredExperiment, void, undefined> {
  const pages = followPages((page_token) =>
    transport.json<PageWire & { experiments?: readonly ExperimentWire[] }>({
      method: "POST",
      path: "mlflow/experiments/search",
      json: { filter, view_type: view, max_results: 1000, page_token },
      idempotent: true,
    })
  );
  for await (const { experiments = [] } of pages) yield* experiments.map(fromWire);
}

/** Deletes an experiment; it stays restorable and keeps its name. */
export async function deleteExperiment(transport: Transport, id: string): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/experiments/delete",
    json: { experiment_id: id },
  });
}

/** Brings a deleted experiment back. */
export async function restoreExperiment(transport: Transport, id: string): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/experiments/restore",
    json: { experiment_id: id },
  });
}
