/** The `MLmodel` file: how MLflow's programs find out what a folder holds and how to load it. */
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { xgboostKind } from "@/estimators/xgboost/model.ts";
import type { Json, JsonObject } from "@/json.ts";
import { pythonVersion } from "@/workflows/model/environment.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import { lockedVersion } from "@/workflows/model/python_packages.ts";
import { modelSignature } from "@/workflows/model/signature.ts";
import { toYaml } from "@/workflows/model/yaml.ts";
import type { ModelIdentity } from "@/workflows/tracker.ts";

/** The file for a pipeline under an identity; `sizeBytes` is that of all other files together. */
export function mlmodelText(
  pipeline: Pipeline,
  identity: ModelIdentity,
  sizeBytes: number,
): string {
  return toYaml({
    artifact_path: identity.artifactUri,
    flavors: flavors(pipeline),
    is_signature_from_type_hint: false,
    mlflow_version: lockedVersion("mlflow"),
    model_id: identity.id,
    model_size_bytes: sizeBytes,
    model_uuid: identity.id,
    prompts: null,
    run_id: identity.runId,
    saved_input_example_info: {
      artifact_path: modelPaths.inputExample,
      pandas_orient: "split",
      serving_input_path: modelPaths.servingInputExample,
      type: "dataframe",
    },
    signature: modelSignature(pipeline.schema),
    type_hint_from_example: false,
    utc_time_created: pythonTime(identity.createdMs),
  });
}

function flavors({ schema, recipe }: Pipeline): JsonObject {
  const code = modelPaths.code;
  const flavors: Record<string, Json> = {
    onnx: {
      code,
      data: modelPaths.onnx,
      onnx_version: lockedVersion("onnx"),
      providers: ["CPUExecutionProvider"],
    },
    python_function: {
      code,
      config: { missing: schema.missingSpellings },
      data: modelPaths.onnx,
      env: { conda: modelPaths.conda, virtualenv: modelPaths.pythonEnv },
      loader_module: modelPaths.loaderModule,
      python_version: pythonVersion,
    },
  };
  if (recipe.estimator.kind !== xgboostKind) return flavors;
  return {
    ...flavors,
    xgboost: {
      code: null,
      data: modelPaths.booster,
      model_class: "xgboost.core.Booster",
      model_format: "json",
      xgb_version: lockedVersion("xgboost-cpu"),
    },
  };
}

/** `2026-01-31 12:00:00.123000`, as Python prints a time. */
function pythonTime(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "000");
}
