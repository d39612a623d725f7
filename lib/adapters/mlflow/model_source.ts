/** Models to serve from a model URI: a stage or alias is followed, anything else stays what it is. */
import { basename } from "node:path";
import { UserError } from "@/errors.ts";
import { openLocalFolder } from "@/adapters/mlflow/local_model_folder.ts";
import { findModelFolder, type ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { type ModelUri, parseModelUri } from "@/adapters/mlflow/model_uri.ts";
import { readPipelineText } from "@/adapters/mlflow/pipeline_text.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";
import type { ModelSource } from "@/workflows/serve/model_source.ts";
import type { ManagedAlias } from "@/workflows/promote/projection.ts";
import type { RegisteredModel, RegisteredVersion, Stage } from "@/workflows/registry.ts";

/** The aliases that go with stages. */
const aliasOf: Readonly<Partial<Record<Stage, ManagedAlias>>> = {
  Production: "champion",
  Staging: "staging",
};

/** Digits of a digest that name an unregistered model. */
const versionLength = 12;

/** Tags that hold figures of how a model did. */
const metricTag = /^(cv|holdout|fresh)_/;

/**
 * The source of the models that a URI means from time to time.
 *
 * @param uri as `parseModelUri` reads it
 * @param connect called only when the URI needs a server, each time
 * @throws {UserError} when the URI names no model
 */
export function mlflowModelSource(uri: string, connect: () => Promise<Transport>): ModelSource {
  const parsed = parseModelUri(uri);
  return {
    mayChange: parsed.kind === "stage" || parsed.kind === "alias",
    async find() {
      if (parsed.kind !== "stage" && parsed.kind !== "alias") return uri;
      const registry = createMlflowRegistry({ transport: await connect() });
      const model = await registry.read(parsed.name);
      const { name, version } = findVersion(model, parsed);
      return `models:/${name}/${version}`;
    },
    async fetch(uri) {
      const parsed = parseModelUri(uri);
      const folder = parsed.kind === "path"
        ? await openLocalFolder(parsed.path)
        : await findModelFolder(await connect(), parsed);
      return await readFolder(folder);
    },
  };
}

type MovingUri = Extract<ModelUri, { kind: "stage" | "alias" }>;

function findVersion(model: RegisteredModel | undefined, uri: MovingUri): RegisteredVersion {
  if (model === undefined) throw absent(`There is no registered model '${uri.name}'.`, "tune");
  if (uri.kind === "alias") {
    const version = model.versions.find(({ version }) => version === model.aliases[uri.alias]);
    if (version === undefined) {
      throw absent(`'${uri.name}' has no alias '${uri.alias}'.`, "promote --list");
    }
    return version;
  }
  const version = model.versions.find(({ stage }) => stage === uri.stage);
  if (version === undefined) {
    throw absent(`'${uri.name}' has no version in ${uri.stage}.`, "promote");
  }
  const alias = aliasOf[uri.stage];
  if (alias === undefined || model.aliases[alias] === version.version) return version;
  throw new UserError(
    `'${uri.name}' contradicts itself: version ${version.version} is in ${uri.stage}, and the ` +
      `alias '${alias}' is on ${model.aliases[alias] ?? "none"}.`,
    { hint: "A promotion may be under way. If not: deno task doctor --repair" },
  );
}

function absent(message: string, command: string): UserError {
  return new UserError(message, { hint: `Run: deno task ${command}` });
}

async function readFolder(folder: ModelFolder): Promise<FetchedModel> {
  const { source, version, modelId, runId, tags } = folder;
  const { text, digest } = await readPipelineText(folder);
  const [reference, card] = await Promise.all(
    [modelPaths.reference, modelPaths.card].map((path) => readText(folder, path)),
  );
  return {
    identity: {
      source,
      name: version?.name ?? modelId ?? basename(source),
      version: version === undefined ? digest.slice(0, versionLength) : String(version.version),
      runId: runId ?? "",
      dataSource: tags["data.source"] ?? "unknown",
      digest,
      metrics: Object.fromEntries(
        Object.entries(tags)
          .filter(([name, value]) => metricTag.test(name) && Number.isFinite(Number(value)))
          .map(([name, value]) => [name, Number(value)]),
      ),
    },
    pipelineText: text,
    referenceText: reference,
    card,
  };
}

async function readText(folder: ModelFolder, path: string): Promise<string | undefined> {
  const content = await folder.read(path);
  return content && new TextDecoder().decode(content);
}
