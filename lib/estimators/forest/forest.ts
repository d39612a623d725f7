/** A fitted forest as plain data, and the fit in one thread. */
import { exitCode, UserError } from "@/errors.ts";
import type { FitOptions } from "@/estimators/contract.ts";
import type { Matrix } from "@/data/matrix.ts";
import { checkFinite, checkTrainingData } from "@/estimators/check_input.ts";
import { treeSeeds } from "@/estimators/forest/draws.ts";
import { growTrees } from "@/estimators/forest/grow_trees.ts";
import { drawnColumnCount, type ForestParams } from "@/estimators/forest/params.ts";
import { rankColumns } from "@/estimators/forest/ranked_columns.ts";
import type { Trees } from "@/estimators/forest/trees.ts";

/** A fitted forest. */
export interface Forest {
  readonly params: ForestParams;
  readonly seed: number;
  readonly featureCount: number;
  readonly trees: Trees;
}

/** Beyond this magnitude the mean of two values can overflow. */
const largestMagnitude = Number.MAX_VALUE / 2;

/** Grows all trees in this thread. */
export function fitForest(
  X: Matrix,
  y: Uint8Array,
  params: ForestParams,
  options: FitOptions,
): Forest {
  checkForestInput(X, y, params, options);
  const seeds = treeSeeds(options.seed, X, params);
  const trees = growTrees(rankColumns(X), y, params, seeds);
  return { params, seed: options.seed, featureCount: X.columnCount, trees };
}

/**
 * Checks all that a forest's fit is given.
 *
 * @throws {UserError} when a value is not a number within ±`Number.MAX_VALUE / 2`, or each tree
 * would draw no column or more than there are
 */
export function checkForestInput(
  X: Matrix,
  y: Uint8Array,
  params: ForestParams,
  options: FitOptions,
): void {
  checkTrainingData("forest", X, y, options);
  checkFinite("forest", X, options.featureNames, largestMagnitude);
  const drawnCount = drawnColumnCount(params, X.columnCount);
  if (drawnCount < 1 || drawnCount > X.columnCount) {
    throw new UserError(
      `Cannot fit the estimator 'forest': maxFeatures ${params.maxFeatures} would draw ` +
        `${drawnCount} of ${X.columnCount} columns for each tree; 1 to ${X.columnCount} are required.`,
      { exitCode: exitCode.usage, hint: "Choose maxFeatures as a share in (0, 1]; 1 means all." },
    );
  }
}
