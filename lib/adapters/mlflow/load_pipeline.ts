/** Loads a pipeline by its model URI: the registry's word is followed, the digest checked. */
import { exitCode, UserError } from "@/errors.ts";
import { openLocalFolder } from "@/adapters/mlflow/local_model_folder.ts";
import { findModelFolder } from "@/adapters/mlflow/model_folder.ts";
import type { ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { parseModelUri } from "@/adapters/mlflow/model_uri.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";
import { parseChecksums, sha256 } from "@/workflows/model/checksums.ts";
import { modelPaths } from "@/workflows/model/paths.ts";

/** A pipeline and where it came from. */
export interface LoadedPipeline extends Pick<ModelFolder, "source" | "modelId" | "version"> {
  readonly pipeline: Pipeline;
  /** SHA-256 of its `pipeline.json`, in hexadecimal. */
  readonly digest: string;
}

/** What loading needs. */
export interface LoadOptions {
  readonly schema: Schema;
  /** Called only when the URI needs a server. */
  readonly connect: () => Promise<Transport>;
}

/**
 * Loads a pipeline.
 *
 * The digest is checked against the one that the server's database holds; for a folder without
 * one, against the folder's own list. A lone file has none, and is taken as it is.
 *
 * @param uri as `parseModelUri` reads it
 * @throws {UserError} when there is no such model, or its pipeline is damaged, foreign, from a
 * newer version or made for another schema
 *
 * @example
 * ```ts ignore
 * const loaded = await loadPipeline("models:/BestRandomForestHeartDisease/Production", {
 *   schema: heartSchema,
 *   connect: () => connectMlflow({ root, progress, signal }),
 * });
 * predict(loaded.pipeline, rows);
 * ```
 */
export async function loadPipeline(
  uri: string,
  { schema, connect }: LoadOptions,
): Promise<LoadedPipeline> {
  const parsed = parseModelUri(uri);
  const folder = parsed.kind === "path"
    ? await openLocalFolder(parsed.path)
    : await findModelFolder(await connect(), parsed);
  const { source, modelId, version } = folder;
  const content = await folder.read(modelPaths.pipeline);
  if (content === undefined) {
    throw refusal(source, `it has no ${modelPaths.pipeline}: another program made it`);
  }
  const digest = sha256(content);
  const expected = folder.pipelineDigest ?? await listedDigest(folder);
  if (expected !== undefined && digest !== expected) {
    throw refusal(
      source,
      `its ${modelPaths.pipeline} (${content.length} bytes) is cut off or was changed: ` +
        `its SHA-256 is ${digest}, and ${expected} was logged`,
    );
  }
  const pipeline = parsePipeline(new TextDecoder().decode(content), schema, source);
  return { pipeline, digest, source, modelId, version };
}

async function listedDigest(folder: ModelFolder): Promise<string | undefined> {
  const list = await folder.read(modelPaths.checksums);
  return list && parseChecksums(new TextDecoder().decode(list)).get(modelPaths.pipeline);
}

function refusal(source: string, reason: string): UserError {
  return new UserError(`Cannot load ${source}: ${reason}.`, { exitCode: exitCode.data });
}
