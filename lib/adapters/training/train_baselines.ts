/** Trains and tracks the baselines with the project's data, threads and server. */
import type { ObtainedDataset } from "@/adapters/files/obtain_dataset.ts";
import type { TrackedJobContext } from "@/adapters/training/job_context.ts";
import { doTrackedJob } from "@/adapters/training/tracked_job.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { ErrorCosts } from "@/evaluate/choose_threshold.ts";
import type { ThresholdRule } from "@/workflows/train/assess.ts";
import { trainBaselines, type TrainResult } from "@/workflows/train/train.ts";

/** What to train, on what, and how. */
export interface TrainOptions {
  readonly models: readonly EstimatorKind[];
  readonly data?: string;
  readonly seed: number;
  readonly folds: number;
  readonly threshold: ThresholdRule;
  readonly costs: ErrorCosts;
  readonly workers: number;
}

/** What training gave, and on which data. */
export interface TrainOutcome extends TrainResult {
  readonly data: ObtainedDataset;
  readonly foldCount: number;
}

/**
 * Trains and tracks the models.
 *
 * @throws {UserError} when the data, Python, MLflow or a model fails, or the work was interrupted
 */
export async function train(
  options: TrainOptions,
  context: TrackedJobContext,
): Promise<TrainOutcome> {
  const { models: kinds, data: from, folds: foldCount, workers } = options;
  const job = { data: from, workers, needsXgboost: kinds.includes("xgboost") };
  return await doTrackedJob(job, context, async ({ data, input, ports }) => {
    const result = await trainBaselines({ ...options, kinds, foldCount }, input, ports);
    return { ...result, data, foldCount };
  });
}
