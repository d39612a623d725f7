/** The contract of a fitted estimator laid out for taking its predictions apart, feature by feature. */

/** What contributions add up to: the probability of class 1, or the logarithm of its odds. */
export type ScoreScale = "probability" | "log-odds";

/** Explains encoded rows; it keeps its working memory, so one thread at a time. */
export interface FeatureExplainer {
  readonly scale: ScoreScale;
  /** The score expected before anything is known of a row. */
  readonly baseValue: number;
  /**
   * How far each feature moves one row's score away from the base value.
   *
   * @param features d encoded features
   * @returns d numbers that with the base value sum to the score, to 1e-9; 0 where the model uses
   * no such feature
   * @throws {UserError} as the estimator's `predictProba` does, where it refuses a value
   */
  contributions(features: Float64Array): Float64Array;
}
