/** One logged model of every kind on a real server. */
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { type EstimatorKind, estimatorKinds } from "@/estimators/catalog.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { toModel } from "@/workflows/model/model.ts";
import { assessedModel } from "../../assessed_models.ts";

/** A model and what it was made of. */
export interface ModelOnServer {
  readonly kind: EstimatorKind;
  readonly id: string;
  readonly runId: string;
  readonly pipeline: Pipeline;
}

/** Fits, assesses and logs every kind in a new experiment. */
export async function logEveryKind(
  transport: Transport,
  libxgboost: string,
): Promise<ModelOnServer[]> {
  using xgboost = openXgboost(libxgboost);
  const origin = { user: "ada", sourceName: "test" };
  const tracker = createMlflowTracker({ transport, origin });
  const experiment = await tracker.experiment(`models ${crypto.randomUUID()}`);
  const models: ModelOnServer[] = [];
  for (const kind of estimatorKinds) {
    const subject = await assessedModel(kind, { xgboost });
    const run = await tracker.startRun({ experiment, name: kind });
    const { id } = await run.logModel(toModel(subject));
    await run.end("FINISHED");
    models.push({ kind, id, runId: run.id, pipeline: subject.assessment.pipeline });
  }
  return models;
}
