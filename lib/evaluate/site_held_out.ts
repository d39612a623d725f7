/** Leave-one-site-out evaluation: how the model does at a hospital it has never seen. */
import { siteFolds, type SiteSplit } from "@/data/splits.ts";
import { fitFolds, type FitPredict } from "@/evaluate/cross_validate.ts";
import { outOfFold } from "@/evaluate/out_of_fold.ts";
import { evaluateSubset, type SubsetEvaluation } from "@/evaluate/subset_evaluation.ts";

/** How a model trained on all other sites does at this one. */
export interface SiteEvaluation extends SubsetEvaluation {
  readonly site: string;
  /** Rows of the other sites. */
  readonly trainRowCount: number;
}

/**
 * Fits on all sites but one and judges on that one, for each site in alphabetical order.
 *
 * @param labels n labels, 0 or 1
 * @param sites n site names
 * @param threshold in [0, 1]
 * @throws {UserError} when there are fewer than two sites or the probabilities cannot be evaluated
 * @throws {RangeError} when a probability is missing
 */
export function siteHeldOut(
  labels: Uint8Array,
  sites: readonly string[],
  fitPredict: FitPredict,
  threshold: number,
): SiteEvaluation[] {
  const folds = siteFolds(sites);
  return collectSites(labels, folds, fitFolds(folds, fitPredict), threshold);
}

/**
 * Judges sites that were fitted elsewhere, such as on worker threads.
 *
 * @param labels n labels, 0 or 1
 * @param folds s splits, one a site
 * @param foldProbabilities s arrays, one probability for each row of the site
 * @param threshold in [0, 1]
 * @throws {UserError} when the probabilities cannot be evaluated
 * @throws {RangeError} when the folds do not partition the rows or a probability is missing
 */
export function collectSites(
  labels: Uint8Array,
  folds: readonly SiteSplit[],
  foldProbabilities: readonly Float64Array[],
  threshold: number,
): SiteEvaluation[] {
  const probabilities = outOfFold(labels.length, folds, foldProbabilities);
  return folds.map(({ site, train, test }) => ({
    site,
    trainRowCount: train.length,
    ...evaluateSubset(test, labels, probabilities, threshold),
  }));
}
