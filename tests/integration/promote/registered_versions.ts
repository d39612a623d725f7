/** Versions of a registered model as tuning leaves them, but quickly made. */
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { Dataset } from "@/data/dataset.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { Params } from "@/estimators/contract.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { doFitJob } from "@/workflows/fit_job.ts";
import { toModel } from "@/workflows/model/model.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import { assess, planSplits } from "@/workflows/train/assess.ts";

/** What to register. */
export interface VersionToMake {
  readonly name: string;
  /** Learned from when `labels` are not given; its digest is the version's tag. */
  readonly dataset: Dataset;
  readonly kind?: EstimatorKind;
  readonly params?: Params;
  /** Labels to learn from instead of the true ones. */
  readonly labels?: Uint8Array;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Fits, logs and registers a version. */
export async function registerVersion(
  transport: Transport,
  { name, dataset, kind = "forest", params = {}, labels = dataset.labels, tags = {} }:
    VersionToMake,
): Promise<RegisteredVersion> {
  const origin = { user: "ada", sourceName: "test" };
  const tracker = createMlflowTracker({ transport, origin });
  const experiment = await tracker.experiment(`versions of ${name}`);
  const learned = { ...dataset, labels };
  const assessment = await assess(
    defaultRecipe(kind, 42, params),
    learned,
    { ...planSplits(learned, { seed: 42, foldCount: 2 }), sites: [] },
    { fit: (job) => Promise.resolve(doFitJob(learned, job, {})) },
    { costs: { falsePositiveCost: 1, falseNegativeCost: 5 }, threshold: 0.5 },
  );
  const run = await tracker.startRun({ experiment, name: kind });
  const model = toModel({ assessment, dataset, origin: "test" });
  const { id: modelId } = await run.logModel(model);
  await run.end("FINISHED");
  return await createMlflowRegistry({ transport }).register({
    name,
    modelId,
    runId: run.id,
    description: kind,
    tags: {
      ...model.tags,
      cv_roc_auc_mean: String(assessment.crossValidation.mean.rocAuc),
      holdout_roc_auc: String(assessment.holdOut.evaluation.rocAuc),
      ...tags,
    },
  });
}
