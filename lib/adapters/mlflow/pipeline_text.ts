/** Reads a model folder's `pipeline.json`, and makes sure that it is the one that was logged. */
import { exitCode, UserError } from "@/errors.ts";
import type { ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { parseChecksums, sha256 } from "@/workflows/model/checksums.ts";
import { modelPaths } from "@/workflows/model/paths.ts";

/**
 * A folder's pipeline as text, with its SHA-256 in hexadecimal.
 *
 * @throws {UserError} when it is missing, or its digest is not the one that the server's database
 * or, without that, the folder's own list holds
 */
export async function readPipelineText(
  folder: ModelFolder,
): Promise<{ readonly text: string; readonly digest: string }> {
  const { source } = folder;
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
  return { text: new TextDecoder().decode(content), digest };
}

async function listedDigest(folder: ModelFolder): Promise<string | undefined> {
  const list = await folder.read(modelPaths.checksums);
  return list && parseChecksums(new TextDecoder().decode(list)).get(modelPaths.pipeline);
}

function refusal(source: string, reason: string): UserError {
  return new UserError(`Cannot load ${source}: ${reason}.`, { exitCode: exitCode.data });
}
