/** Explanations of the models that are trained on the real table, for each of its patients. */
import assert from "node:assert/strict";
import { loadDataset } from "@/adapters/files/obtain_dataset.ts";
import { enginesFor } from "@/adapters/xgboost/engines.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { modelJson } from "@/estimators/xgboost/fitted.ts";
import { explainer } from "@/explain/explainer.ts";
import { xgboostExplainer } from "@/explain/xgboost_explainer.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { encodeRows, featureNames } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { askPython } from "../../ask_python.ts";
import { environment } from "../../native_xgboost.ts";
import { realDataFolder, testOnRealData } from "../../real_data.ts";

async function fitOnRealData(kind: EstimatorKind) {
  const { dataset } = await loadDataset(`${realDataFolder}/heart_disease_uci.csv`);
  const engines = enginesFor(kind, environment?.libxgboost);
  return { dataset, pipeline: fitPipeline(defaultRecipe(kind, 42), dataset, heartSchema, engines) };
}

/** Largest difference of probability: XGBoost's are singles. */
const tolerances = { dummy: 1e-12, logistic: 1e-12, forest: 1e-12, xgboost: 1e-7 } as const;

for (const [kind, tolerance] of Object.entries(tolerances)) {
  testOnRealData(`${kind}: the contributions of all 920 patients sum to their scores`, async () => {
    const { dataset, pipeline } = await fitOnRealData(kind as EstimatorKind);
    const explain = explainer(pipeline);
    predictProba(pipeline, dataset.rows).forEach((probability, row) => {
      const { scale, baseValue, contributions } = explain(dataset.rows[row]);
      const sum = contributions.reduce((sum, { contribution }) => sum + contribution, baseValue);
      const explained = scale === "probability" ? sum : 1 / (1 + Math.exp(-sum));
      assert.ok(Math.abs(explained - probability) < tolerance, `row ${row}: ${explained}`);
    });
  });
}

testOnRealData("XGBoost's contributions equal Python's for all 920 patients", async () => {
  const { dataset, pipeline: { encoder, estimator } } = await fitOnRealData("xgboost");
  const { rowCount, columnCount, values } = encodeRows(encoder, dataset.rows);
  const rows = Array.from(
    { length: rowCount },
    (_, row) => values.slice(row * columnCount, (row + 1) * columnCount),
  );
  const expected: number[][] = await askPython(new URL("./pred_contribs.py", import.meta.url), {
    rows: rows.map((row) => [...row]),
    featureNames: featureNames(encoder),
    model: modelJson(estimator),
  });
  const { baseValue, contributions } = xgboostExplainer(estimator);
  rows.forEach((row, index) => {
    [...contributions(row), baseValue].forEach((value, feature) => {
      const difference = Math.abs(value - expected[index][feature]);
      assert.ok(difference < 1e-5, `row ${index}, ${feature}: ${difference}`);
    });
  });
});
