/** XGBoost's hyperparameters as data: our name, XGBoost's name, default and what is allowed. */
import { exitCode, UserError } from "@/errors.ts";
import type { Params, ParamValue } from "@/estimators/contract.ts";

interface NumberSpec {
  /** XGBoost's name. */
  readonly native: string;
  readonly fallback: number;
  readonly integer?: boolean;
  /** Least value, itself allowed. */
  readonly from?: number;
  /** Lower bound, itself not allowed. */
  readonly above?: number;
  /** Greatest value, itself allowed. */
  readonly to?: number;
}

interface ChoiceSpec {
  readonly native: string;
  readonly fallback: string;
  readonly choices: readonly string[];
}

/**
 * The hyperparameters. The defaults are shallow on purpose: for some 700 rows × 25 features,
 * trees of depth 2 with slow learning rank patients better than XGBoost's own defaults
 * (depth 6, rate 0.3).
 */
const paramSpecs = {
  nEstimators: { native: "n_estimators", fallback: 150, integer: true, from: 1, to: 100_000 },
  maxDepth: { native: "max_depth", fallback: 2, integer: true, from: 1, to: 30 },
  learningRate: { native: "learning_rate", fallback: 0.05, above: 0, to: 1 },
  subsample: { native: "subsample", fallback: 0.8, above: 0, to: 1 },
  colsampleBytree: { native: "colsample_bytree", fallback: 0.5, above: 0, to: 1 },
  minChildWeight: { native: "min_child_weight", fallback: 3, from: 0 },
  gamma: { native: "gamma", fallback: 0, from: 0 },
  regLambda: { native: "reg_lambda", fallback: 1, from: 0 },
  regAlpha: { native: "reg_alpha", fallback: 0, from: 0 },
  scalePosWeight: { native: "scale_pos_weight", fallback: 1, above: 0 },
  treeMethod: { native: "tree_method", fallback: "hist", choices: ["hist", "exact", "approx"] },
} as const satisfies Record<string, NumberSpec | ChoiceSpec>;

type ParamName = keyof typeof paramSpecs;

/** All hyperparameters, defaults filled in. */
export type XgboostParams = {
  readonly [Name in ParamName]: typeof paramSpecs[Name]["fallback"] extends string ? string
    : number;
};

const paramNames = Object.keys(paramSpecs) as ParamName[];

/**
 * Fills in defaults.
 *
 * @throws {UserError} naming every parameter that does not exist or has a value that is not allowed
 */
export function resolveXgboostParams(given: Params): XgboostParams {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(paramSpecs, name));
  const resolved: Params = Object.fromEntries(
    paramNames.map((name) => [name, given[name] ?? paramSpecs[name].fallback]),
  );
  const faults = [
    ...unknown.map((name) => `there is no parameter '${name}'`),
    ...paramNames
      .filter((name) => !isAllowed(paramSpecs[name], resolved[name]))
      .map((name) =>
        `${name} must be ${requirement(paramSpecs[name])}, found ${JSON.stringify(resolved[name])}`
      ),
  ];
  if (faults.length === 0) return resolved as XgboostParams;
  throw new UserError(`XGBoost's parameters cannot be used: ${faults.join("; ")}.`, {
    exitCode: exitCode.usage,
    hint: `The parameters are ${paramNames.join(", ")}.`,
  });
}

function isAllowed(spec: NumberSpec | ChoiceSpec, value: ParamValue): boolean {
  if ("choices" in spec) return spec.choices.includes(value as string);
  const { integer = false, from = -Infinity, above = -Infinity, to = Number.MAX_VALUE } = spec;
  if (typeof value !== "number" || integer && !Number.isInteger(value)) return false;
  return value >= from && value > above && value <= to;
}

function requirement(spec: NumberSpec | ChoiceSpec): string {
  if ("choices" in spec) return `one of ${spec.choices.join(", ")}`;
  const bounds = [
    spec.from === undefined ? "" : ` from ${spec.from}`,
    spec.above === undefined ? "" : ` above ${spec.above}`,
    spec.to === undefined ? "" : ` up to ${spec.to}`,
  ];
  return `${spec.integer ? "an integer" : "a number"}${bounds.join("")}`;
}

/**
 * The parameters under XGBoost's names, for one thread: with more, sums would depend on the
 * machine's cores. The number of rounds is no booster parameter and is left out.
 *
 * @param seed integer in [0, 2³²)
 */
export function nativeParams(
  { nEstimators: _rounds, ...params }: XgboostParams,
  seed: number,
): Record<string, string | number> {
  return {
    ...Object.fromEntries(
      Object.entries(params).map(([name, value]) => [paramSpecs[name as ParamName].native, value]),
    ),
    objective: "binary:logistic",
    seed,
    nthread: 1,
    verbosity: 0,
  };
}
