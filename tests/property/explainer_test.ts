/** A pipeline's explanation adds up to its score for any row. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import { toFloat32 } from "@/estimators/xgboost/float32.ts";
import { parseXgboostModel } from "@/estimators/xgboost/model.ts";
import { flattenTrees, predictMargin } from "@/estimators/xgboost/tree_ensemble.ts";
import { explainer, type Explanation } from "@/explain/explainer.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe, type Recipe } from "@/pipeline/recipe.ts";
import { encodeRows, featureNames, fitEncoder } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "../unit/pipeline/patients.ts";
import { cleanRow } from "./clean_row.ts";
import { randomXgboostModel } from "./random_xgboost_model.ts";

const recipe: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom("dummy" as const, "logistic" as const, "forest" as const),
  imputation: fc.constantFrom("median" as const, "mean" as const),
  scaling: fc.boolean(),
  missingIndicators: fc.boolean(),
  seed: fc.nat(1000),
  nEstimators: fc.integer({ min: 1, max: 15 }),
  maxFeatures: fc.constantFrom(0.2, 1),
  maxDepth: fc.integer({ min: 0, max: 12 }),
}).map(({ kind, imputation, scaling, missingIndicators, seed, ...forest }) => ({
  estimator: {
    kind,
    // Without scaling, descending at the default rate would end in certainty.
    params: { dummy: {}, logistic: { learningRate: scaling ? 1e-4 : 1e-9 }, forest }[kind],
  },
  encoder: { imputation, scaling, missingIndicators },
  seed,
}));

const columnNames = heartSchema.features.map(({ name }) => name);

const sumOf = ({ baseValue, contributions }: Explanation) =>
  contributions.reduce((sum, { contribution }) => sum + contribution, baseValue);

Deno.test("base value and contributions, one a column, sum to the score to 1e-9", () => {
  fc.assert(
    fc.property(recipe, fc.array(cleanRow, { maxLength: 5 }), fc.nat(9), (recipe, rows, seed) => {
      const pipeline = fitPipeline(recipe, madeUpDataset(60, seed), heartSchema);
      const explain = explainer(pipeline);
      const probabilities = predictProba(pipeline, rows);
      rows.forEach((row, index) => {
        const explanation = explain(row);
        const sum = sumOf(explanation);
        const { scale } = explanation;
        assert.equal(scale, recipe.estimator.kind === "logistic" ? "log-odds" : "probability");
        const probability = scale === "log-odds" ? 1 / (1 + Math.exp(-sum)) : sum;
        assert.ok(Math.abs(probability - probabilities[index]) < 1e-9);
        assert.deepEqual(explanation.contributions.map(({ column }) => column), columnNames);
      });
    }),
    { numRuns: 150 },
  );
});

Deno.test("XGBoost's contributions sum to the log-odds that predict, rounding and all", () => {
  const { rows } = madeUpDataset(150);
  const recipe = defaultRecipe("xgboost", 1);
  const encoder = fitEncoder(heartSchema, rows, recipe.encoder);
  const names = featureNames(encoder);
  const singles = toFloat32(encodeRows(encoder, rows), names).values;
  for (let seed = 0; seed < 5; seed++) {
    const model = randomXgboostModel(names, seed);
    const ensemble = flattenTrees(parseXgboostModel(model));
    const estimator = xgboostFromJson({ kind: "xgboost", model });
    const explain = explainer({
      schema: heartSchema,
      recipe,
      params: {},
      encoder,
      estimator,
      threshold: 0.5,
    });
    const bases = new Set<number>();
    rows.forEach((row, index) => {
      const explanation = explain(row);
      const margin = predictMargin(ensemble, singles, index * names.length);
      assert.equal(explanation.scale, "log-odds");
      assert.ok(Math.abs(sumOf(explanation) - margin) < 1e-9);
      bases.add(explanation.baseValue);
    });
    assert.equal(bases.size, 1);
  }
});
