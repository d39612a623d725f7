/** A compiled pipeline answers as the pipeline does, and its forest as npm:ml-random-forest. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import type { FittedForest } from "@/estimators/forest/fitted.ts";
import { toLibraryJson } from "@/estimators/forest/library_model.ts";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { fitPipeline, type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe, type Recipe } from "@/pipeline/recipe.ts";
import { columnsOf } from "@/preprocess/columns.ts";
import { encodeRows, featureNames, fitEncoder } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Row } from "@/schema/row.ts";
import { madeUpDataset } from "../unit/pipeline/patients.ts";
import { cleanRow } from "./clean_row.ts";
import { randomXgboostModel } from "./random_xgboost_model.ts";

const recipe: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom("dummy" as const, "logistic" as const, "forest" as const),
  imputation: fc.constantFrom("median" as const, "mean" as const),
  scaling: fc.boolean(),
  missingIndicators: fc.boolean(),
  seed: fc.nat(1000),
  nEstimators: fc.integer({ min: 1, max: 40 }),
  maxDepth: fc.integer({ min: 0, max: 12 }),
}).map(({ kind, imputation, scaling, missingIndicators, seed, ...forest }) => ({
  estimator: { kind, params: kind === "forest" ? forest : {} },
  encoder: { imputation, scaling, missingIndicators },
  seed,
}));

const rows = fc.oneof(
  fc.array(cleanRow, { maxLength: 12 }),
  // Whole words of 32 and whole blocks of 64 rows, and what is left over.
  fc.tuple(fc.constantFrom(31, 32, 33, 64, 65, 130), fc.nat(1000))
    .map(([count, seed]) => [...madeUpDataset(count, seed).rows]),
);

function assertSameAnswers(pipeline: Pipeline, rows: readonly Row[]): void {
  const expected = predictProba(pipeline, rows);
  const scorer = compilePipeline(pipeline);
  assert.deepEqual(scorer.scoreColumns(columnsOf(pipeline.encoder, rows)), expected);
  assert.deepEqual(Float64Array.from(rows, (row) => scorer.score(row)), expected);
}

Deno.test("a compiled pipeline gives any row the pipeline's probability, to the last bit", () => {
  fc.assert(
    fc.property(recipe, rows, fc.nat(9), (recipe, rows, seed) => {
      assertSameAnswers(fitPipeline(recipe, madeUpDataset(60, seed), heartSchema), rows);
    }),
    { numRuns: 150 },
  );
});

Deno.test("a compiled forest casts the votes of npm:ml-random-forest and predicts its class", () => {
  for (const [nEstimators, seed] of [[1, 5], [2, 6], [31, 7], [101, 8]]) {
    const pipeline = fitPipeline(
      defaultRecipe("forest", seed, { nEstimators }),
      madeUpDataset(150, seed),
      heartSchema,
    );
    const { rows } = madeUpDataset(200, 99);
    const { forest } = pipeline.estimator as FittedForest;
    const library = RandomForestClassifier.load(JSON.parse(JSON.stringify(toLibraryJson(forest))));
    const { values, columnCount } = encodeRows(pipeline.encoder, rows);
    const features = rows.map((_, at) => [
      ...values.subarray(at * columnCount, (at + 1) * columnCount),
    ]);
    const votes = library.predictionValues(features);
    const classes = library.predict(features);
    const shares = compilePipeline(pipeline).scoreColumns(columnsOf(pipeline.encoder, rows));
    rows.forEach((_, at) => {
      const ones = votes.getRow(at).reduce((sum, vote) => sum + vote, 0);
      assert.equal(shares[at], ones / nEstimators);
      if (shares[at] !== 0.5) assert.equal(shares[at] > 0.5 ? 1 : 0, classes[at]);
    });
  }
});

Deno.test("a compiled XGBoost pipeline takes missing values as the pipeline does", () => {
  const recipe = defaultRecipe("xgboost", 1);
  const { rows } = madeUpDataset(150);
  const encoder = fitEncoder(heartSchema, rows, recipe.encoder);
  for (let seed = 0; seed < 10; seed++) {
    const model = randomXgboostModel(featureNames(encoder), seed);
    const estimator = xgboostFromJson({ kind: "xgboost", model });
    const pipeline = {
      schema: heartSchema,
      recipe,
      params: {},
      encoder,
      estimator,
      threshold: 0.5,
    };
    assertSameAnswers(pipeline, rows);
    assert(new Set(predictProba(pipeline, rows)).size > 20);
  }
});
