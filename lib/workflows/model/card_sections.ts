/** The parts of a model card that are told in sentences: data, missing values, model. */
import type { Dataset } from "@/data/dataset.ts";
import { estimatorCatalog } from "@/estimators/catalog.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { recipeParams } from "@/pipeline/recipe.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import type { ModelSubject } from "@/workflows/model/subject.ts";

/** Where the data came from, how much there is, and from which sites. */
export function dataSection({ assessment, dataset, origin }: ModelSubject): string {
  const rowCount = dataset.rows.length;
  const positiveCount = dataset.labels.reduce((sum, label) => sum + label, 0);
  const heldCount = assessment.holdOut.labels.length;
  return [
    `${sourceText[dataset.source]} Read from \`${origin}\`, SHA-256 \`${dataset.digest}\`.`,
    `${rowCount} patients, ${positiveCount} with disease ` +
    `(${percent(positiveCount, rowCount)}), from ${siteCounts(dataset)}. ` +
    `The model was fitted on ${rowCount - heldCount} of them; ${heldCount} were held out.`,
  ].join("\n\n");
}

const sourceText: Readonly<Record<Dataset["source"], string>> = {
  uci: "The four heart-disease sets of the UCI Machine Learning Repository " +
    "(doi:10.24432/C52P4X, CC BY 4.0).",
  file: "A file other than the published UCI table.",
  synthetic: "**Synthetic**: made by a generator from aggregate statistics of the UCI table.",
};

function siteCounts({ sites }: Dataset): string {
  const counts = Map.groupBy(sites, (site) => site);
  return [...counts].map(([site, rows]) => `${site} (${rows.length})`).join(", ");
}

function percent(part: number, whole: number): string {
  return `${(100 * part / whole).toFixed(0)} %`;
}

/** What becomes of missing, unknown and impossible values, in training and in use. */
export function missingSection({ recipe: { encoder } }: Pipeline): string {
  const filled = encoder.imputation === "none"
    ? "The model takes missing numbers as they are."
    : `A missing number becomes the training rows' ${encoder.imputation}.`;
  const indicators = encoder.missingIndicators
    ? " Columns that are often missing also get an indicator."
    : "";
  return `Every input may be missing, null or left out. ${filled}${indicators} ` +
    'An unknown category counts as missing; so does a zero that means "not measured". ' +
    "An impossible number gets no answer: in Python, prediction -1 and probability NaN.";
}

/** Kind, parameters, threshold, and where the whole model stands. */
export function modelSection(pipeline: Pipeline): string {
  const { recipe, params, threshold } = pipeline;
  const settings = Object.entries(recipeParams(recipe, params))
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  return [
    `${estimatorCatalog[recipe.estimator.kind].title}: ${settings}.`,
    `The prediction is 1 where the probability is at least ${threshold}. The whole model stands ` +
    `in \`${modelPaths.pipeline}\` and, for other programs, in \`${modelPaths.onnx}\`.`,
    "```python\nmodel = mlflow.pyfunc.load_model(model_uri)\n" +
    "model.predict(pandas.read_csv(path))  # columns prediction and probability\n```",
  ].join("\n\n");
}
