import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { parseDataset } from "@/data/parse.ts";
import { estimatePerformance } from "@/evaluate/estimated_performance.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import { heartSchema } from "@/schema/heart.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { doFitJob } from "@/workflows/fit_job.ts";
import { assess, planSplits } from "@/workflows/train/assess.ts";
import { readCirculatingTable, testOnRealData } from "../../real_data.ts";

const random = () => createRandom(3);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** n rows of a model that states what `distort` makes of the true probability. */
function madeUp(rowCount: number, seed: number, distort = (chance: number) => chance) {
  const draw = createRandom(seed);
  const chances = Array.from({ length: rowCount }, () => 1 / (1 + Math.exp(-2 * draw.normal())));
  return {
    labels: Array.from(chances, (chance) => draw.next() < chance ? 1 : 0),
    probabilities: chances.map(distort),
  };
}

const estimate = (
  reference: ReturnType<typeof madeUp>,
  window: ReturnType<typeof madeUp>,
  threshold = 0.5,
) => estimatePerformance(reference, Float64Array.from(window.probabilities), threshold, random());

Deno.test("a probability counts as so much of a right answer and as the rest of a wrong one", () => {
  const window = Float64Array.of(0.75, 0.25, 0.5);
  const { confusion, accuracy, f1, rowCount } = estimatePerformance(
    { labels: [], probabilities: [] },
    window,
    0.5,
    random(),
  );
  assert.deepEqual(confusion, {
    trueNegatives: 0.75,
    falsePositives: 0.75,
    falseNegatives: 0.25,
    truePositives: 1.25,
  });
  assert.deepEqual([accuracy.value, f1.value, rowCount], [2 / 3, 2.5 / 3.5, 3]);
});

Deno.test("where a model is certain its estimates are exact and their intervals points", () => {
  const window = { labels: [], probabilities: [0, 1, 1, 0, 1] };
  const { accuracy, rocAuc } = estimate({ labels: [], probabilities: [] }, window);
  assert.deepEqual(accuracy, { value: 1, lower: 1, upper: 1 });
  assert.deepEqual(rocAuc, { value: 1, lower: 1, upper: 1 });
});

Deno.test("of no rows nothing is estimated, and of one class no AUC", () => {
  const none = estimate({ labels: [], probabilities: [] }, { labels: [], probabilities: [] });
  assert.deepEqual([none.rowCount, none.rocAuc.value], [0, NaN]);
  const one = estimate({ labels: [], probabilities: [] }, { labels: [], probabilities: [1, 1] });
  assert.deepEqual([one.accuracy.value, one.rocAuc.value, one.rocAuc.lower], [1, NaN, NaN]);
});

for (
  const [name, distort, isCalibrated] of [
    ["calibrated", (chance: number) => chance, false],
    ["overconfident", (chance: number) => chance < 0.5 ? chance ** 3 : 1 - (1 - chance) ** 3, true],
    ["far too low", (chance: number) => chance ** 4, true],
  ] as const
) {
  Deno.test(`estimates of 200 rows hold for a model that is ${name}`, () => {
    const reference = madeUp(736, 1, distort);
    const windows = Array.from({ length: 25 }, (_, index) => {
      const window = madeUp(200, 100 + index, distort);
      const estimated = estimate(reference, window, distort(0.5));
      const realised = evaluate(
        Uint8Array.from(window.labels),
        Float64Array.from(window.probabilities),
        distort(0.5),
      );
      return { estimated, realised };
    });
    assert.ok(windows.every(({ estimated }) => estimated.isCalibrated === isCalibrated));
    for (const metric of ["accuracy", "f1", "rocAuc"] as const) {
      const errors = windows.map(({ estimated, realised }) =>
        Math.abs(estimated[metric].value - realised[metric])
      );
      assert.ok(mean(errors) < 0.04, `${metric} is off by ${mean(errors)}`);
      const held = windows.filter(({ estimated, realised }) =>
        estimated[metric].lower <= realised[metric] && realised[metric] <= estimated[metric].upper
      );
      assert.ok(held.length >= 20, `${metric}: ${held.length} of 25 intervals hold`);
    }
  });
}

testOnRealData("accuracy of held-out patients is estimated to 0.05 on average", async () => {
  const { dataset } = parseDataset(heartSchema, readCirculatingTable(), "heart_disease_uci.csv");
  const errors = await Promise.all([1, 2, 3, 4, 5].map(async (seed) => {
    const { holdOut, reference, pipeline } = await assess(
      defaultRecipe("logistic", seed),
      dataset,
      { ...planSplits(dataset, { seed, foldCount: 5 }), sites: [] },
      { fit: (job) => Promise.resolve(doFitJob(dataset, job, {})) },
      { costs: { falsePositiveCost: 1, falseNegativeCost: 1 }, threshold: 0.5 },
    );
    const { accuracy } = estimatePerformance(
      reference,
      holdOut.probabilities,
      pipeline.threshold,
      random(),
    );
    return Math.abs(accuracy.value - holdOut.evaluation.accuracy);
  }));
  assert.ok(mean(errors) <= 0.05, `off by ${mean(errors)}`);
});
