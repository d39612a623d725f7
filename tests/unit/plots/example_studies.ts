/** Made-up studies: a usual one, and the odd ones that break careless drawing. */
import { createRandom } from "@/data/random.ts";
import type { StudyInput, StudyTrial } from "@/plots/study.ts";
import type { Point, Space } from "@/tune/space.ts";

const words = {
  scoreName: "ROC AUC",
  measuredBy: "5-fold cross-validation on 920 patients",
};

const forestSpace: Space = {
  nEstimators: { type: "quniform", low: 51, high: 501, q: 50 },
  maxDepth: { type: "quniform", low: 2, high: 16, q: 1 },
  minSamplesLeaf: { type: "qloguniform", low: 1, high: 32, q: 1 },
  maxFeatures: { type: "uniform", low: 0.1, high: 1 },
  criterion: { type: "choice", options: ["gini", "entropy", "log_loss"] },
  bootstrap: {
    type: "choice",
    options: [
      false,
      { value: true, parameters: { maxSamples: { type: "uniform", low: 0.4, high: 1 } } },
    ],
  },
};

/** Trials of a forest that draw nearer to what is best; some pruned, few failed. */
export function forestStudy(trialCount: number, startupCount = 10): StudyInput {
  const random = createRandom(7);
  const trials = Array.from({ length: trialCount }, (_, number): StudyTrial => {
    const spread = number < startupCount ? 1 : 0.5;
    const near = (best: number) => Math.min(1, Math.max(0, best + spread * (random.next() - 0.5)));
    const [depth, leaf, share] = [near(0.45), near(0.5), near(0.3)];
    const hasBootstrap = random.next() < 0.7;
    const point: Point = {
      nEstimators: 51 + 50 * random.integer(10),
      maxDepth: 2 + Math.round(14 * depth),
      minSamplesLeaf: Math.round(32 ** leaf),
      maxFeatures: 0.1 + 0.9 * share,
      criterion: ["gini", "entropy", "log_loss"][random.integer(3)],
      bootstrap: hasBootstrap,
      ...(hasBootstrap && { maxSamples: 0.4 + 0.6 * random.next() }),
    };
    const fate = random.next();
    if (fate < 0.05) return { number, point, state: "failed" };
    const score = 0.902 - 0.06 * (depth - 0.45) ** 2 - 0.05 * (share - 0.3) ** 2 -
      0.02 * (leaf - 0.5) ** 2 - (hasBootstrap ? 0 : 0.004) + 0.002 * random.normal();
    return fate < 0.2
      ? { number, point, score: score - 0.006, state: "pruned" }
      : { number, point, score, state: "complete" };
  });
  return { ...words, trials, space: forestSpace, startupCount };
}

/** A parameter's name that fits nowhere. */
export const longName = "regularisation_strength_of_the_leaves_with_a_name_that_is_much_too_long";

const oddSpace: Space = {
  [longName]: { type: "loguniform", low: 1e-6, high: 100 },
  isBalanced: { type: "choice", options: [true, false] },
  size: { type: "choice", options: [10, 25, 50, 100, 250, 500, 1000, 2500] },
  mode: {
    type: "choice",
    options: ["balanced_subsample_of_everything", "a", { value: "b", parameters: {} }],
  },
  constant: { type: "quniform", low: 3, high: 3, q: 1 },
  seed: { type: "randint", low: 0, high: 3 },
  offset: { type: "normal", mu: 0, sigma: 0.001 },
  count: { type: "qlognormal", mu: 1, sigma: 1, q: 1 },
  rate: { type: "lognormal", mu: -3, sigma: 1 },
  neverChosen: { type: "normal", mu: 5, sigma: 1 },
};

/** Every kind of parameter, names and options that are too long, one score far below the rest. */
export function oddStudy(trialCount: number): StudyInput {
  const random = createRandom(3);
  const trials = Array.from({ length: trialCount }, (_, number): StudyTrial => ({
    number,
    point: {
      [longName]: 10 ** (8 * random.next() - 6),
      isBalanced: random.next() < 0.5,
      size: [10, 25, 50, 100, 250, 500, 1000, 2500][random.integer(8)],
      mode: ["balanced_subsample_of_everything", "a", "b"][random.integer(3)],
      constant: 3,
      seed: random.integer(3),
      offset: 0.001 * random.normal(),
      count: Math.round(Math.exp(random.normal())),
      rate: Math.exp(-3 + random.normal()),
    },
    score: number === 4 ? 0.31 : 0.87 + 0.01 * random.normal(),
    state: "complete",
  }));
  return { ...words, trials, space: oddSpace, startupCount: Infinity };
}

/** More parameters than there is room for. */
export function wideStudy(trialCount: number): StudyInput {
  const names = Array.from({ length: 14 }, (_, i) => i % 2 ? `learningRate${i}` : `p_${i}`);
  const random = createRandom(4);
  const trials = Array.from({ length: trialCount }, (_, number): StudyTrial => ({
    number,
    point: Object.fromEntries(names.map((name) => [name, 0.001 * random.next()])),
    score: 0.9 + 0.001 * random.normal(),
    state: "complete",
  }));
  const space = Object.fromEntries(
    names.map((name) => [name, { type: "uniform", low: 0, high: 0.001 } as const]),
  );
  return { ...words, trials, space, startupCount: 1 };
}

/** One parameter, one trial. */
export function singleStudy(trial: Partial<StudyTrial> = {}): StudyInput {
  const space: Space = { maxDepth: { type: "quniform", low: 1, high: 9, q: 1 } };
  const single: StudyTrial = {
    number: 0,
    point: { maxDepth: 4 },
    score: 0.891,
    state: "complete",
    ...trial,
  };
  return { ...words, trials: [single], space, startupCount: 10 };
}

/** A trial without parameters. */
export const emptyStudy: StudyInput = { ...singleStudy({ point: {} }), space: {} };

/** A study in which every trial failed. */
export function failedStudy(trialCount: number): StudyInput {
  const { trials, ...study } = forestStudy(trialCount);
  return {
    ...study,
    trials: trials.map(({ number, point }) => ({ number, point, state: "failed" })),
  };
}
