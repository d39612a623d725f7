import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { pipelineModel, pipelineToOnnx } from "@/onnx/export.ts";
import { parsePipeline, serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { rawRow } from "../../raw_rows.ts";

const random = createRandom(1);
const rows = Array.from(
  { length: 60 },
  () => readRow(heartSchema, rawRow(heartSchema, random)).row,
);
const training = { rows, labels: Uint8Array.from(rows, (_, index) => index % 3 === 0 ? 1 : 0) };
const fit = (kind: "dummy" | "logistic" | "forest") =>
  fitPipeline(defaultRecipe(kind, 1), training, heartSchema);

Deno.test("a model takes the schema's features, numbers as doubles and categories as strings", () => {
  const { graph } = pipelineModel(fit("dummy"));
  assert.deepEqual(
    graph.inputs,
    heartSchema.features.map(({ name, kind }) => ({
      name,
      type: kind === "numeric" ? "double" : "string",
      dims: ["N"],
    })),
  );
});

Deno.test("a model answers with a label and a probability for each row", () => {
  assert.deepEqual(pipelineModel(fit("dummy")).graph.outputs, [
    { name: "prediction", type: "int64", dims: ["N"] },
    { name: "probability", type: "double", dims: ["N"] },
  ]);
});

Deno.test("the same pipeline gives the same bytes, also after a round trip through JSON", () => {
  for (const kind of ["dummy", "logistic", "forest"] as const) {
    const pipeline = fit(kind);
    const restored = parsePipeline(serializePipeline(pipeline), heartSchema);
    assert.deepEqual(pipelineToOnnx(restored), pipelineToOnnx(pipeline));
  }
});

Deno.test("the threshold is part of the model", () => {
  const pipeline = fit("forest");
  assert.notDeepEqual(pipelineToOnnx(withThreshold(pipeline, 0.3)), pipelineToOnnx(pipeline));
});
