/** The logistic regression as npm:ml-logistic-regression's own model object. */
import type { Matrix } from "@/data/matrix.ts";
import { descend } from "@/estimators/logistic/descend.ts";
import type { LogisticParams } from "@/estimators/logistic/params.ts";
import type { JsonObject } from "@/json.ts";

/**
 * The model that `LogisticRegression.load` reads, equal to the one the library trains on X with a
 * column of ones appended.
 *
 * The library trains one classifier per class, each for "not this class". The first gives class 1's
 * probability and is all that our estimator fits. The second mirrors it but for rounding errors, so
 * it has to be trained as well to be equal.
 *
 * @param X n rows × d features
 * @param y n labels, 0 or 1
 */
export function trainLibraryModel(X: Matrix, y: Uint8Array, params: LogisticParams): JsonObject {
  const targets = new Set(y).size === 1 ? [y] : [y, y.map((label) => 1 - label)];
  return {
    name: "LogisticRegression",
    ...params,
    numberClasses: targets.length,
    classifiers: targets.map((target) => ({
      ...params,
      weights: [[...descend(X, target, params)]],
    })),
  };
}
