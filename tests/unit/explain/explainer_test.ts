import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { logisticFromJson } from "@/estimators/logistic/json.ts";
import { explainer } from "@/explain/explainer.ts";
import { parsePipeline, serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, predictProba, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { exampleRow } from "../../example_row.ts";
import { madeUpDataset } from "../pipeline/patients.ts";

const dataset = madeUpDataset(120);
const example = readRow(heartSchema, exampleRow).row;
const fit = (kind: EstimatorKind) => fitPipeline(defaultRecipe(kind, 7), dataset, heartSchema);

const contributionsOf = (explain: ReturnType<typeof explainer>, row: Row) =>
  new Map(explain(row).contributions.map(({ column, contribution }) => [column, contribution]));

for (const kind of ["dummy", "logistic", "forest"] as const) {
  Deno.test(`${kind}: contributions come in the schema's order and sum to the score`, () => {
    const pipeline = fit(kind);
    const { scale, baseValue, contributions } = explainer(pipeline)(example);
    assert.deepEqual(
      contributions.map(({ column }) => column),
      heartSchema.features.map(({ name }) => name),
    );
    const [probability] = predictProba(pipeline, [example]);
    const score = scale === "probability" ? probability : Math.log(probability / (1 - probability));
    const sum = contributions.reduce((sum, { contribution }) => sum + contribution, baseValue);
    assert.ok(Math.abs(sum - score) < 1e-9, `${sum}, not ${score}`);
  });

  Deno.test(`${kind}: a saved pipeline explains as the fitted one; the threshold is no matter`, () => {
    const pipeline = fit(kind);
    const saved = parsePipeline(serializePipeline(withThreshold(pipeline, 0.1)), heartSchema);
    assert.deepEqual(explainer(saved)(example), explainer(pipeline)(example));
  });

  Deno.test(`${kind}: what predicting refuses is refused, and spoils no later row`, () => {
    const explain = explainer(fit(kind));
    const expected = explain(example);
    assert.throws(() => explain({ [heartSchema.features[0].name]: Infinity }), UserError);
    assert.deepEqual(explain(example), expected);
  });
}

Deno.test("no column contributes to the dummy's prior", () => {
  const { baseValue, contributions } = explainer(fit("dummy"))(example);
  assert.equal(baseValue, dataset.labels.reduce((sum, label) => sum + label, 0) / 120);
  assert.ok(contributions.every(({ contribution }) => contribution === 0));
});

Deno.test("the columns that the labels follow contribute most", () => {
  for (const kind of ["logistic", "forest"] as const) {
    const ill = contributionsOf(explainer(fit(kind)), { ...example, age: 70, cp: "asymptomatic" });
    const well = contributionsOf(explainer(fit(kind)), {
      ...example,
      age: 35,
      cp: "atypical angina",
    });
    for (const column of ["age", "cp"]) {
      assert.ok(ill.get(column)! > 0 && well.get(column)! < 0, `${kind}, ${column}`);
    }
  }
});

Deno.test("logistic regression's contributions cancel out over the training rows", () => {
  const explain = explainer(fit("logistic"));
  const totals = new Map<string, number>();
  for (const row of dataset.rows) {
    contributionsOf(explain, row).forEach((contribution, column) =>
      totals.set(column, (totals.get(column) ?? 0) + contribution)
    );
  }
  totals.forEach((total, column) => assert.ok(Math.abs(total) < 1e-9, `${column}: ${total}`));
});

Deno.test("a logistic regression from before the means were kept cannot be explained", () => {
  const pipeline = fit("logistic");
  const { featureMeans: _, ...older } = pipeline.estimator.toJSON();
  const estimator = logisticFromJson(older);
  assert.throws(() => explainer({ ...pipeline, estimator }), {
    name: "UserError",
    message: /without the means/,
  });
});
