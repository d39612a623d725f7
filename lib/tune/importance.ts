/** Which parameters a score depends on: functional ANOVA of a forest fitted to the trials. */
import { createRandom, type Random } from "@/data/random.ts";
import { exitCode, UserError } from "@/errors.ts";
import { flattenSpace } from "@/tune/flatten_space.ts";
import { type PriorCells, priorCells } from "@/tune/importance/prior_cells.ts";
import { growRegressionTree, type Leaf } from "@/tune/importance/regression_tree.ts";
import type { JudgedTrial } from "@/tune/sampler.ts";
import type { Space } from "@/tune/space.ts";

const treeCount = 64;
const leastTrialCount = 4;

/**
 * For each parameter of a space the share of the loss's variance that is due to it alone: the main
 * effects of Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter
 * importance", 2014, averaged over the trees of a random forest and made to sum to 1. What
 * parameters do only together counts for none of them. All zero when the trials cannot tell:
 * fewer than four, or all losses equal.
 *
 * The means are over the space as it is declared, so that a log-uniform parameter counts by its
 * logarithm and an option by its probability. A parameter that does not exist at a point cannot
 * change the loss there, so each tree sees it at a value of its own, drawn from the space: a
 * conditional parameter counts as much as it matters, times how often it exists.
 *
 * @param seed an integer in [0, 2³²); the same seed gives the same weights
 * @throws {UserError} when a trial has a value that the space does not
 */
export function parameterImportance(
  space: Space,
  trials: readonly JudgedTrial[],
  seed: number,
): Readonly<Record<string, number>> {
  const parameters = flattenSpace(space);
  const axes = parameters.map(([, parameter]) => priorCells(parameter));
  const known = parameters.map(([name], axis) => knownCells(name, axes[axis], trials));
  const effects = hasVariety(trials)
    ? forestEffects(axes, known, standardized(trials.map(({ loss }) => loss)), seed)
    : parameters.map(() => 0);
  const total = effects.reduce((sum, effect) => sum + effect, 0);
  return Object.fromEntries(
    parameters.map(([name], axis) => [name, total > 0 ? effects[axis] / total : 0]),
  );
}

function hasVariety(trials: readonly JudgedTrial[]): boolean {
  return trials.length >= leastTrialCount && trials.some(({ loss }) => loss !== trials[0].loss);
}

/** One parameter's cell at each trial, undefined where it does not exist. */
function knownCells(
  name: string,
  { cellOf }: PriorCells,
  trials: readonly JudgedTrial[],
): (number | undefined)[] {
  return trials.map(({ number, point }) => {
    if (!Object.hasOwn(point, name)) return undefined;
    const cell = cellOf(point[name]);
    if (cell !== undefined) return cell;
    throw new UserError(
      `Cannot weigh the parameters: trial ${number} has ${name} = ${point[name]}, ` +
        "which the search space does not allow.",
      {
        exitCode: exitCode.data,
        hint: "Pass the space from which the trials were drawn.",
      },
    );
  });
}

/** For each axis its share of a tree's variance, summed over the trees. */
function forestEffects(
  axes: readonly PriorCells[],
  known: readonly (number | undefined)[][],
  values: Float64Array,
  seed: number,
): number[] {
  const effects = axes.map(() => 0);
  for (let tree = 0; tree < treeCount; tree++) {
    const random = createRandom(seed).fork("importance").fork(tree);
    const cells = axes.map((axis, k) => filledIn(known[k], axis, random));
    const sample = Array.from(values, () => random.integer(values.length));
    const leaves = growRegressionTree({ axes, cells, values }, sample, random);
    treeEffects(axes, leaves).forEach((effect, axis) => effects[axis] += effect);
  }
  return effects;
}

/** Of a parameter that no trial had nothing is known, not even by chance. */
function filledIn(
  known: readonly (number | undefined)[],
  axis: PriorCells,
  random: Random,
): number[] {
  const isKnown = known.some((cell) => cell !== undefined);
  return known.map((cell) => cell ?? (isKnown ? axis.draw(random) : 0));
}

/** For each axis the variance of the tree's marginal as a share of the tree's whole variance. */
function treeEffects(axes: readonly PriorCells[], leaves: readonly Leaf[]): number[] {
  const marginals = axes.map(({ masses }) => new Float64Array(masses.length));
  const weights = new Float64Array(leaves.length);
  for (const [i, { box, value }] of leaves.entries()) {
    const shares = box.map((inside, axis) => dot(inside, axes[axis].masses));
    weights[i] = shares.reduce((product, share) => product * share, 1);
    for (const [axis, inside] of box.entries()) {
      const elsewhere = shares.with(axis, 1).reduce((product, share) => product * share, 1);
      inside.forEach((isInside, cell) => marginals[axis][cell] += isInside * elsewhere * value);
    }
  }
  const whole = variance(Float64Array.from(leaves, ({ value }) => value), weights);
  return marginals.map((marginal, axis) =>
    whole > 0 ? variance(marginal, axes[axis].masses) / whole : 0
  );
}

function variance(values: Float64Array, masses: Float64Array): number {
  const mean = dot(values, masses);
  return dot(values.map((value) => (value - mean) ** 2), masses);
}

function dot(a: Uint8Array | Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i] * b[i];
  return sum;
}

/** With mean 0 and deviation 1, so that neither unit nor level of the loss counts. */
function standardized(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  );
  return Float64Array.from(values, (value) => (value - mean) / deviation);
}
