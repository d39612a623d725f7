/** Builds what training reaches outside through, trains, and closes everything again. */
import {
  obtainDataset,
  type ObtainDatasetOptions,
  type ObtainedDataset,
} from "@/adapters/files/obtain_dataset.ts";
import { lookUpSession, openSession } from "@/adapters/files/session.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import { readProvenance } from "@/adapters/provenance/provenance.ts";
import { provenanceTags } from "@/adapters/provenance/tags.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import { workerFitRunner } from "@/adapters/workers/fit_runner.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { ErrorCosts } from "@/evaluate/choose_threshold.ts";
import type { Progress } from "@/workflows/progress.ts";
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

/** What surrounds the training. */
export interface TrainContext {
  /** The project's folder. */
  readonly root: string;
  /** The program that trains, as the runs name it. */
  readonly sourceName: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Called when the patients are synthetic; prints a notice on standard error unless told. */
  readonly announceSynthetic?: ObtainDatasetOptions["announceSynthetic"];
  /** Called as soon as the data is there. */
  readonly onData?: (data: ObtainedDataset) => void;
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
  { root, sourceName, progress, signal, announceSynthetic, onData = () => {} }: TrainContext,
): Promise<TrainOutcome> {
  using pool = openWorkerPool(options.workers);
  using session = await openSession(root);
  const renderer = startPlotWorker();
  try {
    const data = await obtainDataset({
      root,
      from: options.data,
      progress,
      signal,
      announceSynthetic,
    });
    onData(data);
    const python = options.models.includes("xgboost")
      ? await ensurePythonEnvironment({ root, feature: "train", progress, signal })
      : undefined;
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
    const result = await trainBaselines(
      { ...options, kinds: options.models, foldCount: options.folds },
      { dataset, origin, tags: provenanceTags(provenance) },
      {
        tracker,
        runner: workerFitRunner(pool, dataset, { libxgboost: python?.libxgboost, signal }),
        renderer,
        progress,
        signal,
        lookUpSession,
        now: Date.now,
      },
    );
    return { ...result, data, foldCount: options.folds };
  } finally {
    renderer.close();
  }
}
