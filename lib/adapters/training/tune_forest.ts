/** Builds what tuning reaches outside through, tunes, and closes everything again. */
import {
  obtainDataset,
  type ObtainDatasetOptions,
  type ObtainedDataset,
} from "@/adapters/files/obtain_dataset.ts";
import { lookUpSession, openSession } from "@/adapters/files/session.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import { readProvenance } from "@/adapters/provenance/provenance.ts";
import { provenanceTags } from "@/adapters/provenance/tags.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import { workerFitRunner } from "@/adapters/workers/fit_runner.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { Progress } from "@/workflows/progress.ts";
import { tuneForest, type TuneRequest, type TuneResult } from "@/workflows/tune/tune.ts";

/** What is asked of a study beside its plan. */
export interface TuneSettings {
  readonly data?: string | undefined;
  /** Name of the registered model. */
  readonly model: string;
  readonly timeoutMs: number | undefined;
  readonly workers: number;
}

/** What surrounds the tuning. */
export interface TuneContext {
  /** The project's folder. */
  readonly root: string;
  /** The program that tunes, as the runs name it. */
  readonly sourceName: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Called when the patients are synthetic; prints a notice on standard error unless told. */
  readonly announceSynthetic?: ObtainDatasetOptions["announceSynthetic"];
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
  { root, sourceName, progress, signal, announceSynthetic }: TuneContext,
): Promise<TuneOutcome> {
  using pool = openWorkerPool(settings.workers);
  using session = await openSession(root);
  const renderer = startPlotWorker();
  try {
    const data = await obtainDataset({
      root,
      from: settings.data,
      progress,
      signal,
      announceSynthetic,
    });
    const transport = await connectMlflow({ root, progress, signal });
    const provenance = await readProvenance(root);
    const tracker = createMlflowTracker({
      transport,
      origin: {
        user: userName(),
        sourceName,
        gitCommit: provenance.gitCommit,
        session: session.id,
      },
    });
    const { dataset, origin } = data;
    const result = await tuneForest(
      requestFor(dataset),
      { modelName: settings.model, timeoutMs: settings.timeoutMs },
      { dataset, origin, tags: provenanceTags(provenance) },
      {
        tracker,
        registry: createMlflowRegistry({ transport }),
        runner: workerFitRunner(pool, dataset, { libxgboost: undefined, signal }),
        workerCount: settings.workers,
        renderer,
        progress,
        signal,
        lookUpSession,
        now: Date.now,
      },
    );
    return { ...result, data };
  } finally {
    renderer.close();
  }
}
