/** The port to the native XGBoost library: all that fitting needs of it. */

/** Dense single-precision features, as XGBoost takes them. */
export interface Float32Matrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Row-major; NaN means missing. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** One training, complete: equal jobs give equal bytes. */
export interface TrainingJob {
  /** n rows × d features. */
  readonly X: Float32Matrix;
  /** n labels, 0 or 1. */
  readonly y: Float32Array<ArrayBuffer>;
  /** d names, saved in the model. */
  readonly featureNames: readonly string[];
  /** Parameters under XGBoost's own names. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Boosting rounds; one tree each. */
  readonly roundCount: number;
}

/** What trains. Predicting needs no engine. */
export interface XgboostEngine {
  /** The library's version, such as `3.2.0`. */
  readonly version: string;
  /**
   * Trains and returns the model as XGBoost's JSON text.
   *
   * @throws {UserError} with XGBoost's own message
   */
  train(job: TrainingJob): string;
  /**
   * The same model in XGBoost's binary form (UBJSON).
   *
   * @throws {UserError} with XGBoost's own message
   */
  toUbj(modelJson: string): Uint8Array;
}
