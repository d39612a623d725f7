/** A recipe as the evaluations take it: fit on some rows, predict others. */
import type { Engines } from "@/estimators/catalog.ts";
import type { FitPredict } from "@/evaluate/cross_validate.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";

/** Fits the whole pipeline, encoder included, on the training rows alone, in this thread. */
export function recipeFitPredict(
  recipe: Recipe,
  data: { readonly rows: readonly Row[]; readonly labels: Uint8Array },
  schema: Schema,
  engines: Engines = {},
): FitPredict {
  return (train, test) => {
    const training = {
      rows: Array.from(train, (row) => data.rows[row]),
      labels: Uint8Array.from(train, (row) => data.labels[row]),
    };
    const pipeline = fitPipeline(recipe, training, schema, engines);
    return predictProba(pipeline, Array.from(test, (row) => data.rows[row]));
  };
}
