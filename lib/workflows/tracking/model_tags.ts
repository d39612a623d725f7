/** The tags by which MLflow's UI knows a logged model: its maker, program and description. */
import type { NewModel } from "@/workflows/tracker.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

/** All tags of a new model: its own, and the ones that MLflow gives a meaning. */
export function modelTags(origin: RunOrigin, model: NewModel): Record<string, string> {
  return {
    ...model.tags,
    "mlflow.user": origin.user,
    "mlflow.source.name": origin.sourceName,
    "mlflow.source.type": "LOCAL",
    ...(origin.gitCommit && { "mlflow.source.git.commit": origin.gitCommit }),
    ...(model.description && { "mlflow.note.content": model.description }),
  };
}
