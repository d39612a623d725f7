/** The random forest's search space, and how one of its points becomes a recipe. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import { forestParamsSchema } from "@/estimators/forest/params.ts";
import { validated } from "@/estimators/validated.ts";
import { defaultRecipe, type Recipe } from "@/pipeline/recipe.ts";
import type { ParamValue } from "@/estimators/contract.ts";
import type { ConditionalOption, Parameter, Point, Space } from "@/tune/space.ts";

/**
 * What `deno task tune` searches unless told otherwise. Tree counts are odd, so that votes do not
 * tie; more than 101 trees cost time and change little on a table of this size.
 */
export const defaultForestSpace: Space = {
  nEstimators: { type: "choice", options: [25, 51, 75, 101] },
  maxFeatures: { type: "quniform", low: 0.1, high: 1, q: 0.05 },
  replacement: { type: "choice", options: [false, true] },
  maxDepth: { type: "quniform", low: 2, high: 12, q: 1 },
  minNumSamples: { type: "qloguniform", low: 1, high: 40, q: 1 },
  gainThreshold: { type: "uniform", low: 0, high: 0.02 },
  imputation: { type: "choice", options: ["median", "mean"] },
  missingIndicators: { type: "choice", options: [true, false] },
};

const encoderSchema = z.strictObject({
  imputation: z.enum(["median", "mean"]),
  missingIndicators: z.boolean(),
});

const forestNames: readonly string[] = Object.keys(forestParamsSchema.shape);
const encoderNames: readonly string[] = Object.keys(encoderSchema.shape);

/** Names that a space may search. */
export const searchableNames = [...forestNames, ...encoderNames];

/**
 * The recipe of a point; what the point leaves open is as by default.
 *
 * @param seed of the fit
 * @throws {UserError} when a value of the encoder is not allowed; the forest's are checked as it
 *   is made
 */
export function forestRecipe(point: Point, seed: number): Recipe {
  const { estimator, encoder } = defaultRecipe("forest", seed, pick(point, forestNames));
  const wanted = { ...pick(encoder, encoderNames), ...pick(point, encoderNames) };
  const chosen = validated(encoderSchema, wanted, {
    attempt: "prepare the data as the search space asks",
    exitCode: exitCode.usage,
    hint: "imputation is 'median' or 'mean', missingIndicators is true or false.",
  });
  return { estimator, encoder: { ...encoder, ...chosen }, seed };
}

function pick(values: object, names: readonly string[]): Record<string, ParamValue> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/**
 * Checks that the forest knows every parameter of a space. A choice with parameters of its own
 * may go by any name: it is a switch between them.
 *
 * @throws {UserError} naming every parameter that it does not know
 */
export function checkForestSpace(space: Space): void {
  const unknown = unknownNames(space);
  if (unknown.length === 0) return;
  throw new UserError(
    `The search space has ${unknown.length === 1 ? "a parameter" : "parameters"} that the random ` +
      `forest does not know: ${unknown.join(", ")}.`,
    { exitCode: exitCode.usage, hint: `It knows ${searchableNames.join(", ")}.` },
  );
}

function unknownNames(space: Space): string[] {
  return Object.entries(space).flatMap(([name, parameter]) => {
    const nested = conditionalOptions(parameter).flatMap(({ parameters }) =>
      unknownNames(parameters)
    );
    const isSwitch = conditionalOptions(parameter).length > 0;
    return isSwitch || searchableNames.includes(name) ? nested : [name, ...nested];
  });
}

function conditionalOptions(parameter: Parameter): ConditionalOption[] {
  if (parameter.type !== "choice") return [];
  return parameter.options.filter((option) => typeof option === "object");
}
