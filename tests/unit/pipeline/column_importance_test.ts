import assert from "node:assert/strict";
import { columnImportance } from "@/pipeline/column_importance.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { parseCohort } from "../data/synthetic/cohort.ts";

const { dataset: { rows, labels } } = parseCohort({ rowCount: 300, seed: 1 });

Deno.test("a column's importance is that of all its features, and all of them together are 1", () => {
  const pipeline = fitPipeline(
    defaultRecipe("forest", 1, { nEstimators: 11 }),
    { rows, labels },
    heartSchema,
  );
  const weights = columnImportance(pipeline);
  assert.deepEqual(Object.keys(weights), heartSchema.features.map(({ name }) => name));
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  assert(Math.abs(total - 1) < 1e-9, String(total));
});

Deno.test("a column that alone tells the label has all the importance", () => {
  const pipeline = fitPipeline(defaultRecipe("forest", 1, { nEstimators: 5 }), {
    rows: rows.map((_, index) => ({ cp: labels[index] ? "asymptomatic" : "typical angina" })),
    labels,
  }, heartSchema);
  assert.equal(columnImportance(pipeline)["cp"], 1);
});
