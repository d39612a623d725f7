/** Loads a pipeline by its model URI: the registry's word is followed, the digest checked. */
import { openLocalFolder } from "@/adapters/mlflow/local_model_folder.ts";
import { findModelFolder } from "@/adapters/mlflow/model_folder.ts";
import type { ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { parseModelUri } from "@/adapters/mlflow/model_uri.ts";
import { readPipelineText } from "@/adapters/mlflow/pipeline_text.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";

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
  const { text, digest } = await readPipelineText(folder);
  return { pipeline: parsePipeline(text, schema, source), digest, source, modelId, version };
}
