/** Finds the folder that a model URI means, on the server, and how to read its files. */
import { UserError } from "@/errors.ts";
import { findVersionByAlias } from "@/adapters/mlflow/endpoints/aliases.ts";
import { downloadArtifact } from "@/adapters/mlflow/endpoints/artifacts.ts";
import { getLoggedModel } from "@/adapters/mlflow/endpoints/logged_models.ts";
import {
  findModelVersion,
  getDownloadUri,
  getLatestVersions,
} from "@/adapters/mlflow/endpoints/model_versions.ts";
import type { ModelVersion } from "@/adapters/mlflow/endpoints/model_versions.ts";
import { getRun } from "@/adapters/mlflow/endpoints/runs.ts";
import { hasErrorCode, MlflowError } from "@/adapters/mlflow/errors.ts";
import type { ModelUri } from "@/adapters/mlflow/model_uri.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { pipelineDigestTag } from "@/workflows/model/checksums.ts";

/** A model's folder, wherever it is. */
export interface ModelFolder {
  /** The URI that will always mean the same model, such as `models:/NAME/3`, or the path. */
  readonly source: string;
  /** The logged model; undefined for other folders. */
  readonly modelId: string | undefined;
  /** The registered version; undefined when it was not asked for by the registry. */
  readonly version: { readonly name: string; readonly version: number } | undefined;
  /** SHA-256 of its `pipeline.json` as the server's database knows it, if it does. */
  readonly pipelineDigest: string | undefined;
  /** The run that made it, if that is known. */
  readonly runId: string | undefined;
  /** What was noted about it when it was logged or registered. */
  readonly tags: Readonly<Record<string, string>>;
  /** Reads one file; undefined when there is none of the name. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** A URI that a server must answer for. */
export type ServerModelUri = Exclude<ModelUri, { kind: "path" }>;

/**
 * The folder that the URI means at this moment.
 *
 * @throws {UserError} when there is none, or its files are not all there
 */
export async function findModelFolder(
  transport: Transport,
  uri: ServerModelUri,
): Promise<ModelFolder> {
  if (uri.kind === "model") return await loggedModelFolder(transport, uri.modelId);
  if (uri.kind === "run") return await runFolder(transport, uri.runId, uri.path);
  return await versionFolder(transport, await findVersion(transport, uri));
}

async function findVersion(
  transport: Transport,
  uri: Extract<ServerModelUri, { name: string }>,
): Promise<ModelVersion> {
  const { found, wanted } = await lookUpVersion(transport, uri);
  if (found === undefined) {
    throw new UserError(`The model '${uri.name}' has no ${wanted}.`, {
      hint: "deno task promote --list shows the versions there are.",
    });
  }
  if (found.status === "READY") return found;
  throw new UserError(`Version ${found.version} of '${uri.name}' is ${found.status}, not READY.`);
}

async function lookUpVersion(
  transport: Transport,
  uri: Extract<ServerModelUri, { name: string }>,
): Promise<{ found: ModelVersion | undefined; wanted: string }> {
  const { name } = uri;
  if (uri.kind === "version") {
    const found = await findModelVersion(transport, name, uri.version);
    return { found, wanted: `version ${uri.version}` };
  }
  if (uri.kind === "alias") {
    const found = await findVersionByAlias(transport, name, uri.alias);
    return { found, wanted: `alias '${uri.alias}'` };
  }
  const wanted = `version in stage ${uri.stage}`;
  try {
    return { found: (await getLatestVersions(transport, name, [uri.stage])).at(0), wanted };
  } catch (error) {
    if (hasErrorCode(error, "RESOURCE_DOES_NOT_EXIST")) return { found: undefined, wanted };
    throw error;
  }
}

async function versionFolder(
  transport: Transport,
  { name, version, modelId, runId, tags }: ModelVersion,
): Promise<ModelFolder> {
  const folder = modelId === undefined
    ? artifactFolder(transport, await getDownloadUri(transport, name, version))
    : await loggedModelFolder(transport, modelId);
  return {
    ...folder,
    source: `models:/${name}/${version}`,
    version: { name, version },
    runId: runId ?? folder.runId,
    tags: { ...folder.tags, ...tags },
  };
}

async function loggedModelFolder(transport: Transport, modelId: string): Promise<ModelFolder> {
  const { status, artifactUri, sourceRunId, tags } = await getLoggedModel(transport, modelId);
  if (status !== "READY") {
    throw new UserError(`Cannot load models:/${modelId}: it is ${status}, not READY.`, {
      hint: "Its files were not all stored. Train the model again.",
    });
  }
  return {
    ...artifactFolder(transport, artifactUri),
    source: `models:/${modelId}`,
    modelId,
    pipelineDigest: tags[pipelineDigestTag],
    runId: sourceRunId,
    tags,
  };
}

/** A run's logged model of the name, else the folder of the name among the run's artifacts. */
async function runFolder(transport: Transport, runId: string, path: string): Promise<ModelFolder> {
  const run = await getRun(transport, runId);
  const models = await Promise.all(run.modelIds.map((id) => getLoggedModel(transport, id)));
  const [newest] = models
    .filter(({ name }) => name === path)
    .sort((a, b) => b.createdMs - a.createdMs);
  if (newest) return await loggedModelFolder(transport, newest.id);
  const folder = artifactFolder(transport, run.artifactUri, `${path}/`);
  return { ...folder, source: `runs:/${runId}/${path}`, runId };
}

function artifactFolder(transport: Transport, artifactUri: string, prefix = ""): ModelFolder {
  return {
    source: artifactUri,
    modelId: undefined,
    version: undefined,
    pipelineDigest: undefined,
    runId: undefined,
    tags: {},
    async read(path) {
      try {
        return await downloadArtifact(transport, artifactUri, prefix + path);
      } catch (error) {
        if (error instanceof MlflowError && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}
