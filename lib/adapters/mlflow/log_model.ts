/** Logs a model in the order that MLflow asks for: record, link to its run, files, verdict. */
import { uploadArtifact } from "@/adapters/mlflow/endpoints/artifacts.ts";
import { logOutputs } from "@/adapters/mlflow/endpoints/inputs.ts";
import { createLoggedModel, finishLoggedModel } from "@/adapters/mlflow/endpoints/logged_models.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { NewModel } from "@/workflows/tracker.ts";
import { modelTags } from "@/workflows/tracking/model_tags.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

/** The run that a model comes out of. */
export interface ModelSource {
  readonly experimentId: string;
  readonly runId: string;
  readonly origin: RunOrigin;
}

/**
 * Logs a model as its run's output and gives its id. When its files cannot all be stored, it stays as FAILED, which
 * no program loads.
 *
 * @throws {UserError} when the server refuses something or cannot be reached
 */
export async function logModel(
  transport: Transport,
  { experimentId, runId, origin }: ModelSource,
  model: NewModel,
): Promise<string> {
  const { id, artifactUri, createdMs } = await createLoggedModel(transport, {
    experimentId,
    name: model.name,
    sourceRunId: runId,
    params: Object.fromEntries(
      Object.entries(model.params).map(([name, value]) => [name, String(value)]),
    ),
    tags: modelTags(origin, model),
  });
  try {
    await logOutputs(transport, runId, [id]);
    const files = Object.entries(model.files({ id, runId, artifactUri, createdMs }));
    await Promise.all(files.map(([path, content]) =>
      uploadArtifact(
        transport,
        artifactUri,
        path,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      )
    ));
  } catch (error) {
    // The upload's own error is the one to tell, also when the server is gone.
    await finishLoggedModel(transport, id, "FAILED").catch(() => {});
    throw error;
  }
  await finishLoggedModel(transport, id, "READY");
  return id;
}
