/** Why a pipeline says what it says of a patient: its score, taken apart by column. */
import type { EstimatorKind } from "@/estimators/catalog.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import { dummyExplainer } from "@/explain/dummy_explainer.ts";
import type { FeatureExplainer, ScoreScale } from "@/explain/feature_explainer.ts";
import { forestExplainer } from "@/explain/forest_explainer.ts";
import { logisticExplainer } from "@/explain/logistic_explainer.ts";
import { xgboostExplainer } from "@/explain/xgboost_explainer.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { encodeRow, sumByColumn } from "@/preprocess/encoder.ts";
import type { Row } from "@/schema/row.ts";

/** One row's score taken apart: base value and contributions sum to it, to 1e-9. */
export interface Explanation {
  /** Whether the score is the probability of disease or the logarithm of its odds. */
  readonly scale: ScoreScale;
  /** The score expected before anything is known of a patient; the same for every row. */
  readonly baseValue: number;
  /** One for each feature column, in the schema's order. */
  readonly contributions: readonly Contribution[];
}

/** How far one column's value moves the score up or down. */
export interface Contribution {
  readonly column: string;
  readonly contribution: number;
}

const featureExplainers: Readonly<
  Record<EstimatorKind, (fitted: FittedEstimator) => FeatureExplainer>
> = {
  dummy: dummyExplainer,
  logistic: logisticExplainer,
  forest: forestExplainer,
  xgboost: xgboostExplainer,
};

/**
 * A function that explains clean rows; it keeps its working memory, so one thread at a time.
 *
 * A column's contribution is the sum of those of its encoded features. Forest and dummy are
 * explained on the scale of probability, logistic regression and XGBoost on that of log-odds.
 * The function throws a {@linkcode UserError} where `predictProba` does.
 *
 * @throws {UserError} when the model is a logistic regression saved before it could be explained
 *
 * @example
 * ```ts
 * import { explainer } from "@/explain/explainer.ts";
 * import { fitPipeline } from "@/pipeline/pipeline.ts";
 * import { defaultRecipe } from "@/pipeline/recipe.ts";
 * import { heartSchema } from "@/schema/heart.ts";
 *
 * const training = { rows: [{ age: 40 }, { age: 60 }], labels: Uint8Array.of(0, 1) };
 * const explain = explainer(fitPipeline(defaultRecipe("logistic", 1), training, heartSchema));
 * const { contributions: [age] } = explain({ age: 70 });
 * console.assert(age.column === "age" && age.contribution > 0);
 * ```
 */
export function explainer({ recipe, encoder, estimator }: Pipeline): (row: Row) => Explanation {
  const ofFeatures = featureExplainers[recipe.estimator.kind](estimator);
  const { scale, baseValue } = ofFeatures;
  return (row) => {
    const features = new Float64Array(estimator.featureCount);
    encodeRow(encoder, row, features);
    const contributions = sumByColumn(encoder, ofFeatures.contributions(features))
      .map(({ column, sum }) => ({ column, contribution: sum }));
    return { scale, baseValue, contributions };
  };
}
