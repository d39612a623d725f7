/** A fitted pipeline as an MLflow model: what TypeScript, Python, Spark and a person each need. */
import { serializeReference } from "@/drift/reference.ts";
import { modelJson } from "@/estimators/xgboost/fitted.ts";
import { xgboostKind } from "@/estimators/xgboost/model.ts";
import { pipelineToOnnx } from "@/onnx/export.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { recipeParams } from "@/pipeline/recipe.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";
import { modelCard } from "@/workflows/model/card.ts";
import { formatChecksums, pipelineDigestTag, sha256 } from "@/workflows/model/checksums.ts";
import { environmentFiles } from "@/workflows/model/environment.ts";
import { inputExampleFiles } from "@/workflows/model/input_example.ts";
import { mlmodelText } from "@/workflows/model/mlmodel.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import type { ModelSubject } from "@/workflows/model/subject.ts";
import type { ModelIdentity, NewModel } from "@/workflows/tracker.ts";
import loaderText from "../../../python/heart_pipeline.py" with { type: "text" };

/** The name under which a run's model is found again, as in `runs:/<run>/model`. */
export const modelName = "model";

/** The model of a pipeline, ready for `TrackedRun.logModel`. */
export function toModel(subject: ModelSubject): NewModel {
  const { pipeline, reference, nativeFiles } = subject.assessment;
  const card = modelCard(subject);
  const pipelineText = serializePipeline(pipeline);
  const files = {
    ...nativeFiles,
    ...pipelineFiles(pipeline, pipelineText, card),
    [modelPaths.reference]: serializeReference(reference),
  };
  return {
    name: modelName,
    params: recipeParams(pipeline.recipe, pipeline.params),
    tags: {
      "model.kind": pipeline.recipe.estimator.kind,
      "data.source": subject.dataset.source,
      "data.digest": subject.dataset.digest,
      "schema.fingerprint": schemaFingerprint(pipeline.schema),
      [pipelineDigestTag]: sha256(pipelineText),
    },
    description: card,
    files: (identity) => withMlmodel(pipeline, files, identity),
  };
}

type Files = Readonly<Record<string, Uint8Array | string>>;

function pipelineFiles(pipeline: Pipeline, pipelineText: string, card: string): Files {
  const { recipe: { estimator: { kind } }, estimator, schema } = pipeline;
  return {
    [modelPaths.pipeline]: pipelineText,
    [modelPaths.onnx]: pipelineToOnnx(pipeline),
    ...(kind === xgboostKind && { [modelPaths.booster]: modelJson(estimator) }),
    [modelPaths.loader]: loaderText,
    [modelPaths.card]: card,
    ...inputExampleFiles(schema),
    ...environmentFiles(kind),
  };
}

function withMlmodel(pipeline: Pipeline, files: Files, identity: ModelIdentity): Files {
  const sizeBytes = Object.values(files).reduce((sum, content) => sum + byteCount(content), 0);
  const all = { ...files, [modelPaths.mlmodel]: mlmodelText(pipeline, identity, sizeBytes) };
  return { ...all, [modelPaths.checksums]: formatChecksums(all) };
}

function byteCount(content: Uint8Array | string): number {
  return typeof content === "string" ? new TextEncoder().encode(content).length : content.length;
}
