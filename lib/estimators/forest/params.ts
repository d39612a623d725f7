/** Hyperparameters of the random forest, under the names of npm:ml-random-forest and ml-cart. */
import { z } from "zod";
import type { Params } from "@/estimators/contract.ts";
import { paramsOf, validated } from "@/estimators/validated.ts";

/** The schema of {@linkcode ForestParams}, with the defaults. */
export const forestParamsSchema = z.strictObject({
  nEstimators: z.int().min(1).max(100_000).default(101),
  maxFeatures: z.union([z.number().gt(0).max(1), z.int().min(2)], {
    error: "expected a share in (0, 1] or a whole number of columns from 2",
  }).default(0.35),
  replacement: z.boolean().default(false),
  useSampleBagging: z.boolean().default(true),
  maxDepth: z.int().min(0).max(2 ** 31 - 1).default(8),
  minNumSamples: z.int().min(0).max(2 ** 31 - 1).default(5),
  gainThreshold: z.number().default(0),
});

/**
 * How the forest is grown.
 *
 * - `nEstimators`: trees; an odd number avoids ties between votes.
 * - `maxFeatures`: columns drawn for each tree (not for each split); a number up to 1 is a share
 *   of all columns, so 1 means all, and a whole number from 2 counts columns.
 * - `replacement`: whether one tree may draw the same column twice.
 * - `useSampleBagging`: whether each tree sees a bootstrap sample rather than all rows.
 * - `maxDepth`: splits on the longest path; a number above the row count sets no limit.
 * - `minNumSamples`: a node of this many samples or fewer is not split.
 * - `gainThreshold`: a split must lower the Gini impurity by more than this.
 */
export type ForestParams = z.output<typeof forestParamsSchema>;

/**
 * All parameters, defaults filled in.
 *
 * @throws {UserError} naming each parameter that is unknown or out of range
 */
export function forestParams(params: Params): ForestParams {
  return validated(forestParamsSchema, params, paramsOf("forest"));
}

/** How many columns each tree draws from `columnCount`; may be 0 or too many, for small tables. */
export function drawnColumnCount({ maxFeatures }: ForestParams, columnCount: number): number {
  return maxFeatures <= 1 ? Math.floor(columnCount * maxFeatures) : maxFeatures;
}
