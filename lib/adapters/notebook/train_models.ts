/** The baselines, trained and tracked from a notebook as `deno task train` does it. */
import { trackedJobContext } from "@/adapters/notebook/job_context.ts";
import type { Session } from "@/adapters/notebook/session.ts";
import { withHint } from "@/adapters/notebook/with_hint.ts";
import {
  train,
  type TrainOptions,
  type TrainOutcome,
} from "@/adapters/training/train_baselines.ts";

/**
 * Trains and tracks the models.
 *
 * @param notebook the notebook's file, as the runs name their source
 * @throws {UserError} when the data, Python, MLflow or a model fails
 */
export function trainModels(
  session: Session,
  notebook: string,
  options: Omit<TrainOptions, "workers">,
): Promise<TrainOutcome> {
  const workers = navigator.hardwareConcurrency;
  return withHint(() => train({ ...options, workers }, trackedJobContext(session, notebook)));
}
