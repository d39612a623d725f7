/** Versions of registered models, and their stages. */
import { hasErrorCode } from "@/adapters/mlflow/errors.ts";
import { fromKeyValues, toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { Stage } from "@/workflows/registry.ts";

/** A version of a registered model. */
export interface ModelVersion {
  readonly name: string;
  readonly version: number;
  readonly stage: Stage;
  /** Whether its files can be used; anything but READY means not yet, or never. */
  readonly status: string;
  readonly description: string;
  /** Such as `models:/m-…`. */
  readonly source: string;
  /** The logged model it points at; undefined when its source is something else. */
  readonly modelId: string | undefined;
  readonly runId: string | undefined;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
}

/** A version on the wire. */
export interface ModelVersionWire {
  readonly name: string;
  readonly version: string;
  readonly current_stage: Stage;
  readonly status: string;
  readonly description?: string;
  readonly source: string;
  readonly run_id?: string;
  readonly creation_timestamp: number | string;
  readonly last_updated_timestamp: number | string;
  readonly tags?: readonly KeyValueWire[];
  readonly aliases?: readonly string[];
}

/** A version in our words. */
export function fromModelVersionWire(wire: ModelVersionWire): ModelVersion {
  return {
    name: wire.name,
    version: Number(wire.version),
    stage: wire.current_stage,
    status: wire.status,
    description: wire.description ?? "",
    source: wire.source,
    modelId: /^models:\/(m-[^/]+)$/.exec(wire.source)?.[1],
    runId: wire.run_id || undefined,
    createdMs: Number(wire.creation_timestamp),
    updatedMs: Number(wire.last_updated_timestamp),
    tags: fromKeyValues(wire.tags),
    aliases: wire.aliases ?? [],
  };
}

interface VersionAnswer {
  readonly model_version: ModelVersionWire;
}

/** Registers a logged model as the next version. Never repeated: that could make two. */
export async function createModelVersion(
  transport: Transport,
  version: {
    readonly name: string;
    readonly modelId: string;
    readonly runId: string;
    readonly description?: string;
    readonly tags?: Readonly<Record<string, string>>;
  },
): Promise<ModelVersion> {
  const answer = await transport.json<VersionAnswer>({
    method: "POST",
    path: "mlflow/model-versions/create",
    json: {
      name: version.name,
      source: `models:/${version.modelId}`,
      model_id: version.modelId,
      run_id: version.runId,
      description: version.description,
      tags: toKeyValues(version.tags),
    },
  });
  return fromModelVersionWire(answer.model_version);
}

/** Finds a version; undefined when there is no such version or model. */
export async function findModelVersion(
  transport: Transport,
  name: string,
  version: number,
): Promise<ModelVersion | undefined> {
  try {
    const answer = await transport.json<VersionAnswer>({
      method: "GET",
      path: "mlflow/model-versions/get",
      query: { name, version },
    });
    return fromModelVersionWire(answer.model_version);
  } catch (error) {
    if (hasErrorCode(error, "RESOURCE_DOES_NOT_EXIST")) return undefined;
    throw error;
  }
}

/** All versions of a registered model, newest first; aliases are not told here. */
export async function* listModelVersions(
  transport: Transport,
  name: string,
): AsyncGenerator<ModelVersion, void, undefined> {
  const quoted = name.includes("'") ? `"${name}"` : `'${name}'`;
  const pages = followPages((page_token) =>
    transport.json<PageWire & { model_versions?: readonly ModelVersionWire[] }>({
      method: "GET",
      path: "mlflow/model-versions/search",
      query: {
        filter: `name = ${quoted}`,
        order_by: "version_number DESC",
        max_results: 1000,
        page_token,
      },
    })
  );
  for await (const { model_versions = [] } of pages) {
    yield* model_versions.map(fromModelVersionWire);
  }
}

/** The newest version of each stage named, or of each stage that has one. */
export async function getLatestVersions(
  transport: Transport,
  name: string,
  stages: readonly Stage[] = [],
): Promise<ModelVersion[]> {
  const { model_versions = [] } = await transport.json<{
    model_versions?: readonly ModelVersionWire[];
  }>({
    method: "POST",
    path: "mlflow/registered-models/get-latest-versions",
    json: { name, stages },
    idempotent: true,
  });
  return model_versions.map(fromModelVersionWire);
}

/** Replaces a version's description (Markdown). */
export async function describeModelVersion(
  transport: Transport,
  name: string,
  version: number,
  description: string,
): Promise<void> {
  await transport.json({
    method: "PATCH",
    path: "mlflow/model-versions/update",
    json: { name, version: String(version), description },
    idempotent: true,
  });
}

/** Sets one tag; an earlier value is replaced. */
export async function setModelVersionTag(
  transport: Transport,
  name: string,
  version: number,
  key: string,
  value: string,
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/model-versions/set-tag",
    json: { name, version: String(version), key, value },
    idempotent: true,
  });
}

/**
 * Moves a version to a stage.
 *
 * @param archiveOthers whether versions that are in the stage now become Archived; only for
 *   Staging and Production
 */
export async function transitionStage(
  transport: Transport,
  name: string,
  version: number,
  stage: Stage,
  archiveOthers: boolean,
): Promise<ModelVersion> {
  const answer = await transport.json<VersionAnswer>({
    method: "POST",
    path: "mlflow/model-versions/transition-stage",
    json: { name, version: String(version), stage, archive_existing_versions: archiveOthers },
    idempotent: true,
  });
  return fromModelVersionWire(answer.model_version);
}

/** Where a version's files lie, such as `mlflow-artifacts:/1/models/m-…/artifacts`. */
export async function getDownloadUri(
  transport: Transport,
  name: string,
  version: number,
): Promise<string> {
  const { artifact_uri } = await transport.json<{ artifact_uri: string }>({
    method: "GET",
    path: "mlflow/model-versions/get-download-uri",
    query: { name, version },
  });
  return artifact_uri;
}

/** Deletes a version and the aliases on it, for good; its number is not given again. */
export async function deleteModelVersion(
  transport: Transport,
  name: string,
  version: number,
): Promise<void> {
  await transport.json({
    method: "DELETE",
    path: "mlflow/model-versions/delete",
    json: { name, version: String(version) },
  });
}
