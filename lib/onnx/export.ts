/** A pipeline as one ONNX model: raw columns in, label and probability out. */
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { dummyGraph } from "@/onnx/dummy_graph.ts";
import { encoderGraph, rowCountDim } from "@/onnx/encoder_graph.ts";
import { forestGraph } from "@/onnx/forest_graph.ts";
import type { Model } from "@/onnx/graph.ts";
import { logisticGraph } from "@/onnx/logistic_graph.ts";
import type { EstimatorGraph } from "@/onnx/score.ts";
import { cast } from "@/onnx/operators.ts";
import { toGraph } from "@/onnx/to_graph.ts";
import { machineLearningDomain } from "@/onnx/tree_ensemble.ts";
import { apply, double, integer } from "@/onnx/value.ts";
import { encodeModel } from "@/onnx/writer.ts";
import { xgboostGraph } from "@/onnx/xgboost_graph.ts";
import { pipelineFormat } from "@/pipeline/json.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";

const estimatorGraphs: Readonly<Record<EstimatorKind, EstimatorGraph>> = {
  dummy: dummyGraph,
  logistic: logisticGraph,
  forest: forestGraph,
  xgboost: xgboostGraph,
};

/** Names of the model's outputs. */
export const onnxOutputs = {
  /** int64[N]: 0 or 1, as `predict`'s label; {@linkcode refusedLabel} for a row without an answer. */
  prediction: "prediction",
  /** double[N]: probability of class 1; NaN for a row without an answer. */
  probability: "probability",
} as const;

/** What stands for the label of a row that `predict` refuses, as a graph cannot throw. */
export const refusedLabel = -1;

/** The operator sets' versions and the format's that belongs to them; onnxruntime ≥ 1.17 has them. */
const operatorSets = { "": 20, [machineLearningDomain]: 3 };
const irVersion = 9;

/**
 * The bytes of an ONNX model that answers as `predict` does: the same label always, the same
 * probability to the last bit, or for logistic regression within 1e-12.
 *
 * Inputs are the schema's features, each of rank 1: `double[N]` with NaN for missing, or
 * `string[N]` with whatever `readCell` takes for a category or for missing. The same pipeline gives
 * the same bytes. A row that `predict` refuses gets {@linkcode refusedLabel} and NaN.
 *
 * @example
 * ```ts
 * import { pipelineToOnnx } from "@/onnx/export.ts";
 * import { fitPipeline } from "@/pipeline/pipeline.ts";
 * import { defaultRecipe } from "@/pipeline/recipe.ts";
 * import { heartSchema } from "@/schema/heart.ts";
 *
 * const training = { rows: [{ age: 40 }, { age: 60 }], labels: Uint8Array.of(0, 1) };
 * const pipeline = fitPipeline(defaultRecipe("dummy", 1), training, heartSchema);
 * console.assert(pipelineToOnnx(pipeline).length > 1000);
 * ```
 */
export function pipelineToOnnx(pipeline: Pipeline): Uint8Array<ArrayBuffer> {
  return encodeModel(pipelineModel(pipeline));
}

/** The model before it is bytes. */
export function pipelineModel(pipeline: Pipeline): Model {
  const { schema, encoder, estimator, recipe, threshold } = pipeline;
  const { kind } = recipe.estimator;
  const { inputs, features, refused } = encoderGraph(schema, encoder);
  const { probability, isPositive } = estimatorGraphs[kind](estimator, features, threshold);
  const graph = toGraph(pipelineFormat.name, inputs, [
    {
      name: onnxOutputs.prediction,
      type: "int64",
      dims: [rowCountDim],
      value: apply("Where", [refused, integer(refusedLabel), cast(isPositive, "int64")]),
    },
    {
      name: onnxOutputs.probability,
      type: "double",
      dims: [rowCountDim],
      value: apply("Where", [refused, double(NaN), probability]),
    },
  ]);
  return {
    irVersion,
    operatorSets,
    producer: pipelineFormat.name,
    graph,
    metadata: {
      estimator: kind,
      threshold: String(threshold),
      schema: schema.name,
      schemaFingerprint: schemaFingerprint(schema),
    },
  };
}
