/** The registry over a real MLflow server. */
import { deleteAlias, setAlias } from "@/adapters/mlflow/endpoints/aliases.ts";
import {
  createModelVersion,
  listModelVersions,
  type ModelVersion,
  setModelVersionTag,
  transitionStage,
} from "@/adapters/mlflow/endpoints/model_versions.ts";
import {
  findRegisteredModel,
  setRegisteredModelTag,
} from "@/adapters/mlflow/endpoints/registered_models.ts";
import { MlflowError } from "@/adapters/mlflow/errors.ts";
import { findOrCreateRegisteredModel } from "@/adapters/mlflow/find_or_create.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { registeredModelDescription } from "@/workflows/registered_model.ts";
import type {
  NewVersion,
  RegisteredModel,
  RegisteredVersion,
  Registry,
  Stage,
} from "@/workflows/registry.ts";
import { checkRegistryTag } from "@/workflows/registry_limits.ts";

/** Stages that hold one version each. */
const exclusiveStages: readonly Stage[] = ["Staging", "Production"];

/** Makes a registry that keeps everything on an MLflow server. */
export function createMlflowRegistry({ transport }: { transport: Transport }): Registry {
  const read = (name: string) => readModel(transport, name);
  return {
    async register(version) {
      await findOrCreateRegisteredModel(transport, version.name, registeredModelDescription);
      const known = await findByModel(transport, version);
      if (known !== undefined) return known;
      try {
        const made = await createModelVersion(transport, version);
        return toVersion(transport, made, {});
      } catch (error) {
        // Sending it again could make a twin; but it may have arrived although no answer came.
        const maybeDone = error instanceof MlflowError && error.repeat === "idempotent";
        const arrived = maybeDone ? await findByModel(transport, version) : undefined;
        if (arrived === undefined) throw error;
        return arrived;
      }
    },
    read,
    async setStage(name, version, stage) {
      await transitionStage(transport, name, version, stage, exclusiveStages.includes(stage));
    },
    setAlias: (name, alias, version) => setAlias(transport, name, alias, version),
    deleteAlias: (name, alias) => deleteAlias(transport, name, alias),
    async setTag(name, key, value) {
      checkRegistryTag(key, value);
      await setRegisteredModelTag(transport, name, key, value);
    },
    async setVersionTag(name, version, key, value) {
      checkRegistryTag(key, value);
      await setModelVersionTag(transport, name, version, key, value);
    },
  };
}

async function readModel(
  transport: Transport,
  name: string,
): Promise<RegisteredModel | undefined> {
  const [model, versions] = await Promise.all([
    findRegisteredModel(transport, name),
    Array.fromAsync(listModelVersions(transport, name)),
  ]);
  if (model === undefined) return undefined;
  const { description, tags, aliases } = model;
  return {
    name,
    description,
    tags,
    aliases,
    versions: versions
      // Some databases compare names without regard to case.
      .filter((version) => version.name === name)
      .map((version) => toVersion(transport, version, aliases)),
    url: modelUrl(transport, name),
  };
}

async function findByModel(
  transport: Transport,
  { name, modelId }: NewVersion,
): Promise<RegisteredVersion | undefined> {
  const model = await readModel(transport, name);
  return model?.versions.find((version) => version.modelId === modelId);
}

function toVersion(
  transport: Transport,
  version: ModelVersion,
  aliases: Readonly<Record<string, number>>,
): RegisteredVersion {
  const { name, version: number, stage, status, description, modelId, runId, createdMs, tags } =
    version;
  return {
    name,
    version: number,
    stage,
    status,
    description,
    modelId,
    runId,
    createdMs,
    tags,
    aliases: Object.keys(aliases).filter((alias) => aliases[alias] === number).sort(),
    url: `${modelUrl(transport, name)}/versions/${number}`,
  };
}

function modelUrl(transport: Transport, name: string): string {
  return `${transport.baseUrl}/#/models/${encodeURIComponent(name)}`;
}
