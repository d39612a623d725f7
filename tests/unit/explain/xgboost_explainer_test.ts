import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { fittedXgboost } from "@/estimators/xgboost/fitted.ts";
import { parseXgboostModel } from "@/estimators/xgboost/model.ts";
import { xgboostExplainer } from "@/explain/xgboost_explainer.ts";
import { modelFile } from "../estimators/xgboost/model_file.ts";

const explainerOf = (file: ReturnType<typeof modelFile>) =>
  xgboostExplainer(fittedXgboost(parseXgboostModel(JSON.stringify(file))));

Deno.test("both trees are weighed by their sums of second derivatives", () => {
  const { scale, baseValue, contributions } = explainerOf(modelFile());
  // A tree is worth 2/8 · −1 + 5/8 · 0.25 + 1/8 · 1 = 0.03125 on average.
  assert.equal(scale, "log-odds");
  assert.equal(baseValue, 2 * 0.03125);
  const [first, second, unused] = contributions(Float64Array.of(2, 0.5, 7));
  // Known alone, feature 0 makes a tree worth 0.5, and feature 1 makes it 0.375; both make it 1.
  assert.ok(Math.abs(first - (0.5 - 0.03125 + 1 - 0.375)) < 1e-12);
  assert.ok(Math.abs(second - (0.375 - 0.03125 + 1 - 0.5)) < 1e-12);
  assert.equal(unused, 0);
});

Deno.test("values are compared in single precision, and what is too great is refused", () => {
  const { contributions } = explainerOf(modelFile());
  assert.deepEqual(
    contributions(Float64Array.of(2 - 1e-12, 0.5, 0)),
    contributions(Float64Array.of(2, 0.5, 0)),
  );
  assert.throws(() => contributions(Float64Array.of(1e300, 0.5, 0)), UserError);
});

Deno.test("trees without splits are all in the base value, rounded as the log-odds are", () => {
  const file = modelFile();
  const leaf = (value: number) => ({
    left_children: [-1],
    right_children: [-1],
    default_left: [0],
    split_indices: [0],
    split_conditions: [value],
    loss_changes: [0],
    sum_hessian: [0],
    split_type: [0],
  });
  file.learner.gradient_booster.model.trees = [0.1, 1e-9, 123.4].map(leaf);
  const { baseValue, contributions } = explainerOf(file);
  assert.equal(baseValue, Math.fround(Math.fround(0.1) + Math.fround(123.4)));
  assert.deepEqual(contributions(Float64Array.of(1, 2, 3)), new Float64Array(3));
});
