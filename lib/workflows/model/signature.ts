/** A pipeline's MLflow signature: which columns go in and what comes out. */
import type { JsonObject } from "@/json.ts";
import { onnxOutputs } from "@/onnx/export.ts";
import type { Schema } from "@/schema/column.ts";

/** MLflow's signature; each schema is JSON within the file. */
export function modelSignature(schema: Schema): JsonObject {
  return {
    inputs: JSON.stringify(inputs(schema)),
    outputs: JSON.stringify([
      { type: "long", name: onnxOutputs.prediction, required: true },
      { type: "double", name: onnxOutputs.probability, required: true },
    ]),
    params: null,
  };
}

/**
 * Every input is optional and of any type, because the loader reads a label, a code, a boolean, an
 * integer or nothing alike. Declared `double`, MLflow would refuse pandas' integer columns; declared
 * `string`, it would refuse codes that are numbers and columns that hold only missing values.
 */
function inputs(schema: Schema): JsonObject[] {
  return schema.features.map(({ name }) => ({ type: "any", name, required: false }));
}
