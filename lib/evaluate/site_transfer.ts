/** One site's model at every other site: what a hospital gets that buys a model from elsewhere. */
import { UserError } from "@/errors.ts";
import type { FitPredict } from "@/evaluate/cross_validate.ts";
import type { SiteEvaluation } from "@/evaluate/site_held_out.ts";
import { evaluateSubset } from "@/evaluate/subset_evaluation.ts";

/**
 * Fits on one site's rows and judges on each other site's, in alphabetical order.
 *
 * @param labels n labels, 0 or 1
 * @param sites n site names
 * @param threshold in [0, 1]
 * @throws {UserError} when the training site has no rows, or the probabilities cannot be evaluated
 */
export function siteTransfer(
  labels: Uint8Array,
  sites: readonly string[],
  trainingSite: string,
  fitPredict: FitPredict,
  threshold: number,
): SiteEvaluation[] {
  const allRows = Int32Array.from(labels.keys());
  const train = allRows.filter((row) => sites[row] === trainingSite);
  if (train.length === 0) {
    throw new UserError(
      `Cannot train on ${trainingSite}: found patients of ${[...new Set(sites)].join(", ")} only.`,
    );
  }
  const probabilities = fitPredict(train, allRows, 0);
  const others = [...new Set(sites)].filter((site) => site !== trainingSite).sort();
  return others.map((site) => ({
    site,
    trainRowCount: train.length,
    ...evaluateSubset(
      allRows.filter((row) => sites[row] === site),
      labels,
      probabilities,
      threshold,
    ),
  }));
}
