/** Fits pipelines in worker threads: the same results for any number of them. */
import type { Jobs } from "@/adapters/workers/jobs.ts";
import type { WorkerPool } from "@/adapters/workers/pool.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";

/**
 * A runner over one dataset.
 *
 * @param options `libxgboost` is the library's path; `signal` stops the fits under way
 */
export function workerFitRunner(
  pool: WorkerPool<Jobs>,
  { rows, labels }: Dataset,
  options: { libxgboost: string | undefined; signal: AbortSignal },
): FitRunner {
  const { libxgboost, signal } = options;
  const kept = { rows, labels };
  return {
    fit: (job) => pool.run("fitPipeline", { job, libxgboost }, { signal, kept }),
  };
}
