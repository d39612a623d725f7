/** Tunes and tracks the random forest with the project's data, threads and server. */
import type { ObtainedDataset } from "@/adapters/files/obtain_dataset.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import type { TrackedJobContext } from "@/adapters/training/job_context.ts";
import { doTrackedJob } from "@/adapters/training/tracked_job.ts";
import type { Dataset } from "@/data/dataset.ts";
import { tuneForest, type TuneRequest, type TuneResult } from "@/workflows/tune/tune.ts";

/** What is asked of a study beside its plan. */
export interface TuneSettings {
  readonly data?: string | undefined;
  /** Name of the registered model. */
  readonly model: string;
  readonly timeoutMs: number | undefined;
  readonly workers: number;
}

/** What tuning gave, and on which data. */
export interface TuneOutcome extends TuneResult {
  readonly data: ObtainedDataset;
}

/**
 * Tunes the random forest.
 *
 * @param requestFor what is wanted, once the data is known
 * @throws {UserError} when the data, MLflow or every trial fails, or the work was interrupted
 */
export async function tune(
  requestFor: (dataset: Dataset) => TuneRequest,
  settings: TuneSettings,
  context: TrackedJobContext,
): Promise<TuneOutcome> {
  const { data: from, model: modelName, timeoutMs, workers } = settings;
  const job = { data: from, workers, needsXgboost: false };
  return await doTrackedJob(job, context, async ({ data, input, transport, ports }) => {
    const registry = createMlflowRegistry({ transport });
    const result = await tuneForest(
      requestFor(input.dataset),
      { modelName, timeoutMs },
      input,
      { ...ports, registry, workerCount: workers },
    );
    return { ...result, data };
  });
}
