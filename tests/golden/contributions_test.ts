/** Contributions equal those of shap's TreeExplainer and of XGBoost's own pred_contribs. */
import assert from "node:assert/strict";
import { forestFromJson } from "@/estimators/forest/json.ts";
import { xgboostFromJson } from "@/estimators/xgboost/fitted.ts";
import type { FeatureExplainer } from "@/explain/feature_explainer.ts";
import { forestExplainer } from "@/explain/forest_explainer.ts";
import { xgboostExplainer } from "@/explain/xgboost_explainer.ts";
import golden from "./contributions.json" with { type: "json" };
import boosters from "./xgboost.json" with { type: "json" };

interface Expected {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly baseValue: number;
  readonly contributions: readonly (readonly number[])[];
}

function assertContributions(explainer: FeatureExplainer, expected: Expected, tolerance: number) {
  const assertNear = (actual: number, wanted: number, what: string) =>
    assert.ok(Math.abs(actual - wanted) <= tolerance, `${what}: ${actual}, not ${wanted}`);
  assertNear(explainer.baseValue, expected.baseValue, "base value");
  expected.rows.forEach((row, index) => {
    const features = Float64Array.from(row, (value) => value ?? NaN);
    const actual = explainer.contributions(features);
    assert.equal(actual.length, expected.contributions[index].length);
    actual.forEach((contribution, feature) =>
      assertNear(
        contribution,
        expected.contributions[index][feature],
        `row ${index}, ${feature}`,
      )
    );
  });
}

for (const { name, forest, ...expected } of golden.forests) {
  Deno.test(`a forest's contributions equal shap's: ${name}`, () => {
    assertContributions(forestExplainer(forestFromJson(forest)), expected, 1e-12);
  });
}

for (const { name, ...expected } of golden.boosters) {
  Deno.test(`XGBoost's contributions equal its own to single precision: ${name}`, () => {
    const { json: model, matrix } = boosters.cases.find((known) => known.name === name)!;
    const training = boosters.matrices[matrix as keyof typeof boosters.matrices];
    const rows = [...training.slice(0, golden.rowCount), ...boosters.fresh];
    const fitted = xgboostFromJson({ kind: "xgboost", model: model! });
    assertContributions(xgboostExplainer(fitted), { rows, ...expected }, 1e-5);
  });
}
