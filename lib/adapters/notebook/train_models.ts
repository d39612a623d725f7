/** The baselines, trained and tracked from a notebook as `deno task train` does it. */
import { saidBefore } from "@/adapters/notebook/heart_data.ts";
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
  { root, progress }: Session,
  notebook: string,
  options: Omit<TrainOptions, "workers">,
): Promise<TrainOutcome> {
  const { signal } = new AbortController();
  return withHint(() =>
    train({ ...options, workers: navigator.hardwareConcurrency }, {
      root,
      sourceName: `notebooks/${notebook}`,
      progress,
      signal,
      announceSynthetic: saidBefore,
    })
  );
}
