/** Hyperparameters of the logistic regression, under the names of npm:ml-logistic-regression. */
import { z } from "zod";
import type { Params } from "@/estimators/contract.ts";
import { paramsOf, validated } from "@/estimators/validated.ts";

/** The schema of {@linkcode LogisticParams}, with the defaults. */
export const logisticParamsSchema = z.strictObject({
  numSteps: z.int().min(1).max(10_000_000).default(1000),
  learningRate: z.number().gt(0).max(1e6).default(1e-4),
});

/**
 * How the weights descend.
 *
 * - `numSteps`: steps down the gradient.
 * - `learningRate`: step length per unit of the gradient, which is a sum over the rows, not a mean:
 *   ten times as many rows want a tenth of the rate.
 */
export type LogisticParams = z.output<typeof logisticParamsSchema>;

/**
 * All parameters, defaults filled in.
 *
 * @throws {UserError} naming each parameter that is unknown or out of range
 */
export function logisticParams(params: Params): LogisticParams {
  return validated(logisticParamsSchema, params, paramsOf("logistic"));
}
