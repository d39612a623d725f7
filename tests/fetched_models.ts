/** Models as their source gives them, made on made-up patients. */
import { createRandom } from "@/data/random.ts";
import { buildReference, serializeReference } from "@/drift/reference.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, predictProba, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";
import { madeUpDataset } from "./unit/pipeline/patients.ts";

/** A version of the model `Model`; each has trees of its own. */
export function fetchedModel(version = "3", kind: EstimatorKind = "forest"): FetchedModel {
  const dataset = madeUpDataset(150);
  const params = kind === "forest" ? { nEstimators: 11 } : {};
  const recipe = defaultRecipe(kind, Number(version), params);
  const pipeline = withThreshold(fitPipeline(recipe, dataset, heartSchema), 0.45);
  const { rows, labels } = dataset;
  const probabilities = predictProba(pipeline, rows);
  const reference = buildReference(
    heartSchema,
    { rows, labels, probabilities, heldOutProbabilities: probabilities },
    createRandom(1),
  );
  const pipelineText = serializePipeline(pipeline);
  return {
    identity: {
      source: `models:/Model/${version}`,
      name: "Model",
      version,
      runId: `run-${version}`,
      dataSource: "synthetic",
      digest: sha256(pipelineText),
      metrics: { cv_roc_auc_mean: 0.9 },
    },
    pipelineText,
    referenceText: serializeReference(reference),
    card: `# Version ${version}`,
  };
}
