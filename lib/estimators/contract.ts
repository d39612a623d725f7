/** The contract of every binary classifier: `fit` returns a new fitted value, never changes its own. */
import type { JsonObject } from "@/json.ts";
import type { Matrix } from "@/data/matrix.ts";

/** A hyperparameter's value. */
export type ParamValue = number | boolean | string;

/** Hyperparameters by name. */
export type Params = Readonly<Record<string, ParamValue>>;

/** What `fit` needs beside the data. */
export interface FitOptions {
  /** Seed of all randomness, an integer in [0, 2³²). The same seed gives the same bytes. */
  readonly seed: number;
  /** Names of the matrix's columns, for reports and saved models. */
  readonly featureNames: readonly string[];
}

/** An estimator with its hyperparameters chosen and no data seen. */
export interface Estimator {
  /** The catalog's name for it, such as `"forest"`. */
  readonly kind: string;
  /** All hyperparameters, defaults filled in. */
  readonly params: Params;
  /**
   * Fits on n rows × d features; leaves its arguments untouched.
   *
   * @param y n labels, 0 or 1; one class alone is allowed
   * @throws {UserError} when the shapes disagree, there are no rows, or a value is not allowed
   */
  fit(X: Matrix, y: Uint8Array, options: FitOptions): FittedEstimator;
}

/** A fitted estimator: it predicts, explains which features count, and is saved. */
export interface FittedEstimator {
  readonly kind: string;
  /** d, the number of features it was fitted on. */
  readonly featureCount: number;
  /**
   * Probability of class 1 for each of n rows, in [0, 1]. Each row's answer depends on that row alone.
   *
   * @throws {UserError} when the matrix has not `featureCount` columns, or NaN where it may not
   */
  predictProba(X: Matrix): Float64Array;
  /** d non-negative weights that sum to 1 (all zero when no feature is used). */
  importance(): Float64Array;
  /** All that is needed to predict again; the same fit gives the same JSON. */
  toJSON(): JsonObject;
}
