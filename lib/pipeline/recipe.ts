/** A recipe: every choice that, with the training rows, determines a fitted pipeline. */
import { estimatorCatalog, type EstimatorKind } from "@/estimators/catalog.ts";
import type { Params } from "@/estimators/contract.ts";
import type { EncoderOptions } from "@/preprocess/encoder.ts";

/** The choices. */
export interface Recipe {
  readonly estimator: { readonly kind: EstimatorKind; readonly params: Params };
  readonly encoder: EncoderOptions;
  /** Seed of all randomness in the fit. */
  readonly seed: number;
}

/** The recipe of a kind of estimator with its default hyperparameters, or those given. */
export function defaultRecipe(kind: EstimatorKind, seed: number, params: Params = {}): Recipe {
  const { takesMissing, wantsScaling } = estimatorCatalog[kind];
  return {
    estimator: { kind, params },
    encoder: {
      imputation: takesMissing ? "none" : "median",
      scaling: wantsScaling,
      missingIndicators: !takesMissing,
    },
    seed,
  };
}

/** All parameters of a recipe under flat names, defaults filled in by the estimator. */
export function recipeParams(recipe: Recipe, estimatorParams: Params): Params {
  return {
    estimator: recipe.estimator.kind,
    ...estimatorParams,
    imputation: recipe.encoder.imputation,
    scaling: recipe.encoder.scaling,
    missingIndicators: recipe.encoder.missingIndicators,
    seed: recipe.seed,
  };
}
