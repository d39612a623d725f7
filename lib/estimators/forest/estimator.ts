/** The random forest of npm:ml-random-forest, grown a thousand times as fast. */
import type { Estimator, FitOptions, Params } from "@/estimators/contract.ts";
import type { Matrix } from "@/data/matrix.ts";
import { type FittedForest, fittedForest } from "@/estimators/forest/fitted.ts";
import { fitForest } from "@/estimators/forest/forest.ts";
import { forestParams } from "@/estimators/forest/params.ts";

/** A forest that is yet to be fitted, and gives its trees when it is. */
export interface ForestEstimator extends Estimator {
  fit(X: Matrix, y: Uint8Array, options: FitOptions): FittedForest;
}

/**
 * A forest that is yet to be fitted.
 *
 * @throws {UserError} when a parameter is unknown or out of range; see {@linkcode ForestParams}
 *
 * @example
 * ```ts
 * import { forestEstimator } from "@/estimators/forest/estimator.ts";
 * import { matrixFromRows } from "@/data/matrix.ts";
 *
 * const X = matrixFromRows([[1, 7], [2, 6], [8, 7], [9, 6]]);
 * const y = Uint8Array.of(0, 0, 1, 1);
 * const forest = forestEstimator({ nEstimators: 11, minNumSamples: 1, maxFeatures: 1 });
 * const fitted = forest.fit(X, y, { seed: 1, featureNames: ["a", "b"] });
 * console.assert(fitted.predictProba(matrixFromRows([[9, 7]]))[0] > 0.5);
 * ```
 */
export function forestEstimator(params: Params = {}): ForestEstimator {
  const allParams = forestParams(params);
  return {
    kind: "forest",
    params: allParams,
    fit: (X, y, options) => fittedForest(fitForest(X, y, allParams, options)),
  };
}
