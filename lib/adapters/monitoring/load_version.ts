/** Loads the version that answered, with what it was trained on. */
import { mlflowModelSource } from "@/adapters/mlflow/model_source.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { parseReference } from "@/drift/reference.ts";
import { exitCode, UserError } from "@/errors.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import type { Schema } from "@/schema/column.ts";
import { modelName } from "@/workflows/model/model.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import type { AnsweringModel } from "@/workflows/monitor/logged_answer.ts";
import type { TrainedVersion } from "@/workflows/monitor/ports.ts";

/**
 * Loads a registered version by its name, and another model by the run that made it.
 *
 * @throws {UserError} when it cannot be found or read, or has no reference
 */
export async function loadVersion(
  transport: Transport,
  schema: Schema,
  model: AnsweringModel,
): Promise<TrainedVersion> {
  const uri = uriOf(model);
  const { pipelineText, referenceText } = await mlflowModelSource(
    uri,
    () => Promise.resolve(transport),
  ).fetch(uri);
  if (referenceText === undefined) {
    throw new UserError(`${uri} has no ${modelPaths.reference}: an older program made it.`, {
      exitCode: exitCode.data,
    });
  }
  return {
    pipeline: parsePipeline(pipelineText, schema, uri),
    reference: parseReference(referenceText, `of ${uri}`),
  };
}

function uriOf({ name, version, runId }: AnsweringModel): string {
  if (/^[1-9]\d*$/.test(version)) return `models:/${name}/${version}`;
  if (runId !== "") return `runs:/${runId}/${modelName}`;
  throw new UserError(`Nobody knows which model '${name}', version '${version}', was.`, {
    exitCode: exitCode.data,
  });
}
