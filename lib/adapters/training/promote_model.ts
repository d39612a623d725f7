/** Builds what promoting reaches outside through, and promotes. */
import { obtainDataset } from "@/adapters/files/obtain_dataset.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import type { JobContext } from "@/adapters/training/job_context.ts";
import { promotionPorts } from "@/adapters/training/promotion_ports.ts";
import { workerFitRunner } from "@/adapters/workers/fit_runner.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import { defaultBounds } from "@/evaluate/promotion_gate.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";
import { createGate } from "@/workflows/promote/gate.ts";
import { type Ledger, readAnyLedger, servesNone } from "@/workflows/promote/ledger.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import { promote, type PromoteOutcome } from "@/workflows/promote/promote.ts";
import {
  rollback,
  type RollbackOutcome,
  type RollbackPorts,
} from "@/workflows/promote/rollback.ts";

/** The flags of a promotion. */
export interface PromoteOptions {
  /** The registered model. */
  readonly model: string;
  readonly version?: number;
  /** How far. */
  readonly stage: "Staging" | "Production";
  readonly force?: string;
  readonly allowSynthetic: boolean;
  readonly margin: number;
  readonly data?: string;
  readonly workers: number;
}

/**
 * Promotes a version of the registered model.
 *
 * @throws {UserError} when nothing can be promoted, or the data, MLflow or a fit fails
 */
export async function promoteModel(
  { model, version, stage, force, allowSynthetic, margin, data, workers }: PromoteOptions,
  context: JobContext,
): Promise<PromoteOutcome> {
  using pool = openWorkerPool(workers);
  const ports = await connect(context);
  const obtain = { from: data, ...context };
  const plan = {
    bounds: { ...defaultBounds, margin },
    allowSynthetic,
    forced: force !== undefined,
  };
  const gate = createGate(plan, {
    ...context,
    loadPipeline: ports.loadPipeline,
    obtainDataset: async () => (await obtainDataset(obtain)).dataset,
    runnerOver: (dataset) =>
      openingXgboost(
        context,
        (libxgboost) => workerFitRunner(pool, dataset, { libxgboost, signal: context.signal }),
      ),
  });
  return await promote({ name: model, version, to: stage, force }, { ...ports, gate });
}

/**
 * Promotes a version with the default bounds. A first champion of synthetic patients shows how it
 * is done; it never displaces a real one.
 *
 * @throws {UserError} when the data, MLflow or a fit fails
 */
export async function promoteFirst(
  { name, version }: Pick<RegisteredVersion, "name" | "version">,
  settings: Pick<PromoteOptions, "data" | "workers">,
  context: JobContext,
): Promise<PromoteOutcome> {
  const ledger = await history({ model: name }, context);
  return await promoteModel({
    ...settings,
    model: name,
    version,
    stage: "Production",
    allowSynthetic: servesNone(ledger),
    margin: defaultBounds.margin,
  }, context);
}

/**
 * Puts the champion before back into Production.
 *
 * @throws {UserError} when there is none, or MLflow fails
 */
export async function rollBack(
  { model }: Pick<PromoteOptions, "model">,
  reason: string,
  context: JobContext,
): Promise<RollbackOutcome> {
  return await rollback(model, reason, await connect(context));
}

/**
 * The versions and their audit.
 *
 * @throws {UserError} when there is no such model, or MLflow fails
 */
export async function history(
  { model }: Pick<PromoteOptions, "model">,
  context: JobContext,
): Promise<Ledger> {
  const { registry } = await connect(context);
  return await readAnyLedger(registry, model);
}

async function connect(context: JobContext): Promise<RollbackPorts> {
  return promotionPorts(await connectMlflow(context));
}

/** A runner that sets up Python when the first XGBoost model is to be fitted, and not before. */
function openingXgboost(
  context: JobContext,
  runnerWith: (libxgboost: string | undefined) => FitRunner,
): FitRunner {
  let opened: Promise<string> | undefined;
  const open = async () => {
    const python = await ensurePythonEnvironment({ feature: "train", ...context });
    return python.libxgboost;
  };
  return {
    async fit(job) {
      const needsIt = job.recipe.estimator.kind === "xgboost";
      return await runnerWith(needsIt ? await (opened ??= open()) : undefined).fit(job);
    },
  };
}
