import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { columnsOf } from "@/preprocess/columns.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "./patients.ts";

const pipeline = fitPipeline(defaultRecipe("forest", 7), madeUpDataset(100), heartSchema);
const scorer = compilePipeline(pipeline);
const batch = columnsOf(pipeline.encoder, madeUpDataset(70, 2).rows);

Deno.test("a batch of other columns, or of columns too short, is refused", () => {
  assert.throws(() => scorer.scoreColumns({ ...batch, columns: batch.columns.slice(1) }), {
    name: "RangeError",
    message: "Found 12 columns; expected 13.",
  });
  assert.throws(() => scorer.scoreColumns({ ...batch, rowCount: 71 }), RangeError);
  assert.throws(() => scorer.scoreColumns(batch, new Float64Array(69)), RangeError);
});

Deno.test("probabilities go where they are wanted", () => {
  const out = new Float64Array(70);
  assert.equal(scorer.scoreColumns(batch, out), out);
  assert.deepEqual(scorer.scoreColumns(batch), out);
});

Deno.test("an infinite number is refused as the pipeline refuses it, and spoils no later row", () => {
  for (const kind of ["dummy", "logistic", "forest"] as const) {
    const fitted = fitPipeline(defaultRecipe(kind, 7), madeUpDataset(100), heartSchema);
    const scorer = compilePipeline(fitted);
    const columns = columnsOf(fitted.encoder, madeUpDataset(70, 2).rows);
    const expected = scorer.scoreColumns(columns);
    assert.throws(() => scorer.score({ [heartSchema.features[0].name]: Infinity }), UserError);
    assert.deepEqual(scorer.scoreColumns(columns), expected);
  }
});
