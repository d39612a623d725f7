/** A model's folder on this machine, such as one that MLflow's Python downloaded. */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCode, UserError } from "@/errors.ts";
import type { ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { modelPaths } from "@/workflows/model/paths.ts";

/**
 * The folder at a path or `file:` address, or around a `pipeline.json`; a file of another name
 * stands for the pipeline alone.
 *
 * @throws {UserError} when nothing is there
 */
export async function openLocalFolder(location: string): Promise<ModelFolder> {
  const path = location.startsWith("file:") ? fileURLToPath(location) : location;
  const isLone = (await statOf(path)).isFile && basename(path) !== modelPaths.pipeline;
  const folder = basename(path) === modelPaths.pipeline ? dirname(path) : path;
  return {
    source: path,
    modelId: undefined,
    version: undefined,
    pipelineDigest: undefined,
    runId: undefined,
    tags: {},
    async read(name) {
      if (!isLone) return await readIfThere(join(folder, name));
      return name === modelPaths.pipeline ? await readIfThere(path) : undefined;
    },
  };
}

async function statOf(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (cause) {
    throw new UserError(`Cannot load ${path}: there is no such file or folder.`, {
      exitCode: exitCode.data,
      cause,
    });
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
