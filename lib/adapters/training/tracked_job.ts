/** Builds what a job in tracked runs reaches outside through, and closes everything again. */
import { obtainDataset, type ObtainedDataset } from "@/adapters/files/obtain_dataset.ts";
import { lookUpSession, openSession } from "@/adapters/files/session.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import { readProvenance } from "@/adapters/provenance/provenance.ts";
import { provenanceTags } from "@/adapters/provenance/tags.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import type { TrackedJobContext } from "@/adapters/training/job_context.ts";
import { workerFitRunner } from "@/adapters/workers/fit_runner.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import type { TrainInput, TrainPorts } from "@/workflows/train/train.ts";

/** What a job needs. */
export interface TrackedJob {
  /** Where the data is; the usual places are searched when undefined. */
  readonly data: string | undefined;
  /** Threads that fit. */
  readonly workers: number;
  /** Whether XGBoost is to be fitted, for which Python is set up. */
  readonly needsXgboost: boolean;
}

/** What a job works with. */
export interface TrackedJobTools {
  readonly data: ObtainedDataset;
  readonly input: TrainInput;
  readonly transport: Transport;
  readonly ports: TrainPorts;
}

/**
 * Does a job with data, threads and server at hand, in a session of its own.
 *
 * @throws {UserError} when the data, Python or MLflow fails, and what the work throws
 */
export async function doTrackedJob<Result>(
  { data: from, workers, needsXgboost }: TrackedJob,
  { sourceName, onData = () => {}, ...context }: TrackedJobContext,
  work: (tools: TrackedJobTools) => Promise<Result>,
): Promise<Result> {
  const { root, progress, signal } = context;
  using pool = openWorkerPool(workers);
  using session = await openSession(root);
  const renderer = startPlotWorker();
  try {
    const data = await obtainDataset({ ...context, from });
    onData(data);
    const python = needsXgboost
      ? await ensurePythonEnvironment({ root, feature: "train", progress, signal })
      : undefined;
    const transport = await connectMlflow(context);
    const provenance = await readProvenance(root);
    const { dataset, origin } = data;
    return await work({
      data,
      input: { dataset, origin, tags: provenanceTags(provenance) },
      transport,
      ports: {
        tracker: createMlflowTracker({
          transport,
          origin: {
            user: userName(),
            sourceName,
            gitCommit: provenance.gitCommit,
            session: session.id,
          },
        }),
        runner: workerFitRunner(pool, dataset, { libxgboost: python?.libxgboost, signal }),
        renderer,
        progress,
        signal,
        lookUpSession,
        now: Date.now,
      },
    });
  } finally {
    renderer.close();
  }
}
