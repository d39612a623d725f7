/** A model registry in memory, for tests: it does what a real MLflow server does. */
import { UserError } from "@/errors.ts";
import { registeredModelDescription } from "@/workflows/registered_model.ts";
import type {
  NewVersion,
  RegisteredModel,
  RegisteredVersion,
  Registry,
  Stage,
} from "@/workflows/registry.ts";
import { checkAlias, checkModelName, checkRegistryTag } from "@/workflows/registry_limits.ts";

interface StoredModel {
  readonly tags: Map<string, string>;
  readonly aliases: Map<string, number>;
  /** By number; deleted ones are gone. */
  readonly versions: Map<number, RegisteredVersion>;
  versionCount: number;
}

/** A registry, and what a person may do to it by other ways. */
export interface MemoryRegistry extends Registry {
  /** Deletes a version and the aliases on it, for good; its number is not given again. */
  deleteVersion(name: string, version: number): Promise<void>;
  /** Changes what a version says of itself. */
  changeVersion(name: string, version: number, change: Partial<RegisteredVersion>): Promise<void>;
  deleteTag(name: string, key: string): Promise<void>;
}

/** Makes an empty registry. */
export function createMemoryRegistry(
  { now = Date.now }: { now?: () => number } = {},
): MemoryRegistry {
  const models = new Map<string, StoredModel>();

  function find(name: string): StoredModel {
    const model = models.get(name);
    if (model === undefined) throw new UserError(`There is no registered model '${name}'.`);
    return model;
  }

  function findVersion(name: string, version: number): RegisteredVersion {
    const found = find(name).versions.get(version);
    if (found === undefined) throw new UserError(`'${name}' has no version ${version}.`);
    return found;
  }

  function setStage(name: string, version: number, stage: Stage): void {
    const moved = findVersion(name, version);
    const { versions } = find(name);
    if (stage === "Staging" || stage === "Production") {
      for (const [number, other] of versions) {
        if (other.stage === stage) versions.set(number, { ...other, stage: "Archived" });
      }
    }
    versions.set(version, { ...moved, stage });
  }

  return {
    register: (version) =>
      settle(() => {
        checkModelName(version.name);
        const model = models.get(version.name) ?? newModel();
        models.set(version.name, model);
        const known = [...model.versions.values()].find(({ modelId }) =>
          modelId === version.modelId
        );
        const made = known ?? newVersion(version, ++model.versionCount, now());
        model.versions.set(made.version, made);
        return withAliases(made, model);
      }),
    read: (name) =>
      settle(() => {
        const model = models.get(name);
        return model && toRegisteredModel(name, model);
      }),
    setStage: (name, version, stage) => settle(() => setStage(name, version, stage)),
    setAlias: (name, alias, version) =>
      settle(() => {
        checkAlias(alias);
        findVersion(name, version);
        find(name).aliases.set(alias, version);
      }),
    deleteAlias: (name, alias) => settle(() => void find(name).aliases.delete(alias)),
    setTag: (name, key, value) =>
      settle(() => {
        checkRegistryTag(key, value);
        find(name).tags.set(key, value);
      }),
    setVersionTag: (name, version, key, value) =>
      settle(() => {
        checkRegistryTag(key, value);
        const found = findVersion(name, version);
        find(name).versions.set(version, { ...found, tags: { ...found.tags, [key]: value } });
      }),
    deleteVersion: (name, version) =>
      settle(() => {
        findVersion(name, version);
        const { aliases, versions } = find(name);
        versions.delete(version);
        for (const [alias, target] of aliases) if (target === version) aliases.delete(alias);
      }),
    changeVersion: (name, version, change) =>
      settle(() => {
        const { versions } = find(name);
        versions.set(version, { ...findVersion(name, version), ...change });
      }),
    deleteTag: (name, key) => settle(() => void find(name).tags.delete(key)),
  };
}

/** Does work as a server would: later, and with a rejection for an error. */
async function settle<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}

function newModel(): StoredModel {
  return { tags: new Map(), aliases: new Map(), versions: new Map(), versionCount: 0 };
}

function newVersion(version: NewVersion, number: number, createdMs: number): RegisteredVersion {
  return {
    ...version,
    version: number,
    stage: "None",
    status: "READY",
    createdMs,
    aliases: [],
    url: `${modelUrl(version.name)}/versions/${number}`,
  };
}

function toRegisteredModel(name: string, model: StoredModel): RegisteredModel {
  return {
    name,
    description: registeredModelDescription,
    tags: Object.fromEntries(model.tags),
    aliases: Object.fromEntries(model.aliases),
    versions: [...model.versions.values()]
      .sort((a, b) => b.version - a.version)
      .map((version) => withAliases(version, model)),
    url: modelUrl(name),
  };
}

function withAliases(version: RegisteredVersion, { aliases }: StoredModel): RegisteredVersion {
  const own = [...aliases].filter(([, target]) => target === version.version);
  return { ...version, aliases: own.map(([alias]) => alias).sort() };
}

function modelUrl(name: string): string {
  return `memory:/#/models/${encodeURIComponent(name)}`;
}
